//! `cargo xtask test`: not there yet.

/// `cargo xtask test`.
pub fn command(_: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not there yet")
}
