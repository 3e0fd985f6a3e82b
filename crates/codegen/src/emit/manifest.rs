//! `Cargo.toml`.

use super::literal::toml;
use super::{doc, header};
use crate::generate::File;
use crate::ir::{Crate, Manifest};

/// The manifest of the crate.
pub(super) fn file(krate: &Crate) -> File {
    let description = format!(
        "Types and events of {}, generated from its AsyncAPI document",
        doc::line(&krate.title)
    );
    let (fields, runtime, lints) = match &krate.manifest {
        Manifest::Workspace => (
            [
                "version.workspace = true",
                "edition.workspace = true",
                "rust-version.workspace = true",
                "license.workspace = true",
                "repository.workspace = true",
            ]
            .join("\n"),
            "asyncapi-runtime.workspace = true".to_owned(),
            "\n[lints]\nworkspace = true\n",
        ),
        Manifest::Version(version) => (own_fields(), runtime("version", version), ""),
        Manifest::Path(path) => (own_fields(), runtime("path", path), ""),
    };
    File {
        path: "Cargo.toml".to_owned(),
        contents: format!(
            "{}\n[package]\nname = {}\ndescription = {}\n{fields}\n\n[dependencies]\n{runtime}\n{lints}",
            header::toml(krate),
            toml(&krate.package),
            toml(&description),
        ),
    }
}

/// The fields of a package that stands alone. It needs what the runtime needs.
fn own_fields() -> String {
    format!(
        "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{}\"",
        env!("CARGO_PKG_RUST_VERSION")
    )
}

fn runtime(key: &str, value: &str) -> String {
    format!("asyncapi-runtime = {{ {key} = {} }}", toml(value))
}
