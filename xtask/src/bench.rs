//! `cargo xtask bench`: not there yet.

/// `cargo xtask bench`.
pub fn command(_: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not there yet")
}
