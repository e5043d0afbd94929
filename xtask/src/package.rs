//! `cargo xtask package`: the unpacked extensions as `dist/*.zip`, byte for byte the same for the same files.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use anyhow::Result;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{build, paths};

/// `cargo xtask package`.
pub fn command(arguments: &[String]) -> Result<()> {
    build::command(arguments)?;
    for browser in build::BROWSERS {
        let packed = pack(&paths::dist(browser))?;
        let file = paths::dist(&format!("webhook-autofill-{browser}.zip"));
        fs::write(&file, &packed)?;
        println!("  {} ({} bytes)", file.display(), packed.len());
    }
    Ok(())
}

/// Packs a folder: files in the order of their names, without times and owners.
pub fn pack(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        writer.start_file(name, options)?;
        writer.write_all(&fs::read(file)?)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// All files below a folder, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
