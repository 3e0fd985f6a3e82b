//! The vendors' secrets, from the environment or files. What enters is a way to look variables up;
//! what leaves is never printed.

use std::fs;

use anyhow::{Context, bail};

use crate::vendors::Vendor;

/// What a vendor's deliveries are verified with. Not `Debug`: it would show the secrets.
pub(crate) struct Secrets {
    /// Any of them is accepted.
    pub(crate) secrets: Vec<String>,
    /// The header that holds one, if it is not for the vendor to say.
    pub(crate) header: Option<String>,
}

/// A vendor's secrets, if there are any.
///
/// # Errors
/// They come both ways, the file cannot be read, or there is none in what is there.
pub(crate) fn of(
    vendor: Vendor,
    variable: &dyn Fn(&str) -> Option<String>,
) -> anyhow::Result<Option<Secrets>> {
    let prefix = format!(
        "RECEIVER_{}",
        vendor.name().replace('-', "_").to_ascii_uppercase()
    );
    let (inline, file) = (format!("{prefix}_SECRET"), format!("{prefix}_SECRET_FILE"));
    let (source, text) = match (variable(&inline), variable(&file)) {
        (None, None) => return Ok(None),
        (Some(text), None) => (inline, text),
        (None, Some(path)) => {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read `{path}`, which `{file}` names"))?;
            (file, text)
        }
        (Some(_), Some(_)) => bail!("both `{inline}` and `{file}` are set; one has to go"),
    };
    let secrets: Vec<String> = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if secrets.is_empty() {
        bail!("`{source}` holds no secret; it needs one a line");
    }
    Ok(Some(Secrets {
        secrets,
        header: variable(&format!("{prefix}_HEADER")),
    }))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn found(variables: &[(&str, &str)]) -> Result<Option<Vec<String>>, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        of(Vendor::Aircall, &variable)
            .map(|secrets| secrets.map(|secrets| secrets.secrets))
            .map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn secrets_come_from_the_environment_or_a_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"new\nold with a blank\n\n").unwrap();
        let path = file.path().to_str().unwrap();
        let (inline, from_file) = ("RECEIVER_AIRCALL_SECRET", "RECEIVER_AIRCALL_SECRET_FILE");
        let both = vec!["new".to_owned(), "old with a blank".to_owned()];

        assert_eq!(found(&[]), Ok(None));
        assert_eq!(found(&[("RECEIVER_REGAL_SECRET", "a")]), Ok(None));
        assert_eq!(
            found(&[(inline, "new\nold with a blank")]),
            Ok(Some(both.clone()))
        );
        assert_eq!(found(&[(from_file, path)]), Ok(Some(both)));
        for bad in [
            &[(inline, "\n")][..],
            &[(inline, "a"), (from_file, path)],
            &[(from_file, "/no/such/file")],
        ] {
            assert!(found(bad).is_err(), "{bad:?}");
        }
    }
}
