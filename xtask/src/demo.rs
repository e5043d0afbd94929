//! `cargo xtask demo`: not there yet.

/// `cargo xtask demo`.
pub fn command(_: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not there yet")
}
