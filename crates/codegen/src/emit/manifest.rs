//! `Cargo.toml`.

use super::literal::toml;
use super::{doc, header, samples, verifier};
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
            match features(krate) {
                None => "asyncapi-runtime.workspace = true".to_owned(),
                Some(features) => {
                    format!("asyncapi-runtime = {{ workspace = true, {features} }}")
                }
            },
            "\n[lints]\nworkspace = true\n",
        ),
        Manifest::Version(version) => (own_fields(), runtime(krate, "version", version), ""),
        Manifest::Path(path) => (own_fields(), runtime(krate, "path", path), ""),
    };
    File {
        path: "Cargo.toml".to_owned(),
        contents: format!(
            "{}\n[package]\nname = {}\ndescription = {}\n{fields}\n\n[features]\n{}\n[dependencies]\n{runtime}\n{lints}",
            header::toml(krate),
            toml(&krate.package),
            toml(&description),
            own_features(krate),
        ),
    }
}

/// What an app may ask for beyond decoding. None of it is there unless it is asked for.
fn own_features(krate: &Crate) -> String {
    let mut lines = Vec::new();
    let mut axum = vec!["\"asyncapi-runtime/axum\""];
    if let Some(scheme) = &krate.delivery.scheme {
        let feature = verifier::feature(scheme);
        lines.extend([
            "# Who sent a delivery: `Verifier`.".to_owned(),
            format!("verify = [\"asyncapi-runtime/{feature}\"]"),
        ]);
        axum.insert(0, "\"verify\"");
    }
    if !krate.delivery.keys.is_empty() {
        lines.extend([
            "# By what a second delivery is known: `Received::dedupe_key`.".to_owned(),
            "dedupe = [\"asyncapi-runtime/dedupe\"]".to_owned(),
        ]);
    }
    lines.extend([
        "# Handlers of axum take what arrived.".to_owned(),
        format!("axum = [{}]", axum.join(", ")),
    ]);
    let signs = verifier::exists(krate);
    if signs || samples::exists(krate) {
        let runtime = if signs {
            "\"asyncapi-runtime/test-util\""
        } else {
            ""
        };
        lines.extend([
            "# What a sender would send, for tests of apps.".to_owned(),
            format!("test-util = [{runtime}]"),
        ]);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The fields of a package that stands alone. It needs what the runtime needs.
fn own_fields() -> String {
    format!(
        "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{}\"",
        env!("CARGO_PKG_RUST_VERSION")
    )
}

fn runtime(krate: &Crate, key: &str, value: &str) -> String {
    let features = features(krate).map_or_else(String::new, |features| format!(", {features}"));
    format!("asyncapi-runtime = {{ {key} = {}{features} }}", toml(value))
}

/// What the runtime has to bring for the types of the crate.
fn features(krate: &Crate) -> Option<String> {
    let features: Vec<String> = krate.features.iter().map(|feature| toml(feature)).collect();
    (!features.is_empty()).then(|| format!("features = [{}]", features.join(", ")))
}
