//! The samples of the vendors' documents, as their senders would send them.

use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::value::RawValue;
use sha2::Sha256;

/// A sample.
pub(crate) struct Sample {
    pub(crate) vendor: &'static str,
    pub(crate) file: String,
    pub(crate) body: String,
}

/// All samples of all vendors.
pub(crate) fn all() -> Vec<Sample> {
    let vendors = ["aircall", "curious-thing", "dialpad", "regal", "revring"];
    vendors.into_iter().flat_map(of).collect()
}

/// All samples of a vendor, in the order of their names.
pub(crate) fn of(vendor: &'static str) -> Vec<Sample> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../specs")
        .join(vendor)
        .join("samples");
    let mut samples: Vec<Sample> = fs::read_dir(folder)
        .expect("there are samples")
        .map(|entry| {
            let entry = entry.expect("it can be read");
            Sample {
                vendor,
                file: entry.file_name().into_string().expect("it is UTF-8"),
                body: fs::read_to_string(entry.path()).expect("it can be read"),
            }
        })
        .collect();
    // What a receiver answers is no event.
    samples.retain(|sample| !sample.file.contains("response"));
    assert!(!samples.is_empty(), "{vendor} has no samples");
    samples.sort_by(|a, b| a.file.cmp(&b.file));
    samples
}

impl Sample {
    /// The name of its event, or of its channel.
    fn name(&self) -> &str {
        let name = self.file.trim_end_matches(".json");
        name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
    }

    /// The path for all events of its vendor.
    pub(crate) fn path(&self) -> String {
        format!("/{}", self.vendor)
    }

    /// The path for events like this one alone, if its vendor has one.
    pub(crate) fn path_of_its_own(&self) -> Option<String> {
        let has = matches!(self.vendor, "curious-thing" | "dialpad" | "revring");
        has.then(|| format!("/{}/{}", self.vendor, self.name()))
    }

    /// The texts of the events in it.
    pub(crate) fn events(&self) -> Vec<String> {
        match serde_json::from_str::<Vec<Box<RawValue>>>(&self.body) {
            Ok(items) => items.iter().map(|item| item.get().to_owned()).collect(),
            Err(_) => vec![self.body.clone()],
        }
    }

    /// Whether its sender waits for an answer.
    pub(crate) fn asks(&self) -> bool {
        self.name() == "pre_call"
    }

    /// The headers that prove who sends it.
    pub(crate) fn headers(&self) -> &'static [(&'static str, &'static str)] {
        match self.vendor {
            "aircall" | "dialpad" => &[],
            "curious-thing" => &[("x-curious-thing-secret", "made-up-key")],
            "regal" => &[("x-regal-secret", "made-up-key")],
            _ => &[("x-revring-secret", "made-up-key")],
        }
    }

    /// The body as it is sent.
    pub(crate) fn sent(&self) -> Vec<u8> {
        match self.vendor {
            "dialpad" => jwt("made-up-secret", &self.body).into_bytes(),
            _ => self.body.clone().into_bytes(),
        }
    }
}

/// A JWT, signed with HS256.
pub(crate) fn jwt(secret: &str, payload: &str) -> String {
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#),
        URL_SAFE_NO_PAD.encode(payload)
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    format!("{signed}.{signature}")
}
