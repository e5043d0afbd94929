//! `cargo xtask record`: not there yet.

/// `cargo xtask record`.
pub fn command(_: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not there yet")
}
