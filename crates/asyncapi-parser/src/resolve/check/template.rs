//! Addresses as URI templates (RFC 6570), as far as AsyncAPI uses them: literals and `{name}`.

/// The names of the placeholders, each once, in order.
pub(super) fn placeholders(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some((_, behind)) = rest.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else {
            break;
        };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// What is wrong with a template.
pub(super) fn check(template: &str) -> Result<(), String> {
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, behind) = rest.split_at(at);
        literals(literal)?;
        let Some((name, after)) = behind
            .strip_prefix('{')
            .and_then(|behind| behind.split_once('}'))
        else {
            return Err("its braces do not match".to_owned());
        };
        let is_name = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if !name.split('.').all(is_name) {
            return Err(format!("`{name}` is no name"));
        }
        rest = after;
    }
    literals(rest)
}

/// Characters that may not stand outside of placeholders (RFC 6570, section 2.1).
fn literals(text: &str) -> Result<(), String> {
    let wrong = text.chars().find(|letter| {
        letter.is_ascii_control()
            || matches!(
                letter,
                ' ' | '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '|'
            )
    });
    wrong.map_or(Ok(()), |letter| {
        Err(format!("it holds `{}`", letter.escape_debug()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let cases = [
            ("user/{id}/{id}/{a.b}", Ok(()), vec!["id", "a.b"]),
            ("/", Ok(()), vec![]),
            ("plain*#?=", Ok(()), vec![]),
            ("{}", Err("`` is no name"), vec![""]),
            ("a/{$$}", Err("`$$` is no name"), vec!["$$"]),
            ("a/{b-c}", Err("`b-c` is no name"), vec!["b-c"]),
            ("a/{b", Err("its braces do not match"), vec![]),
            ("a}/b", Err("its braces do not match"), vec![]),
            ("a b", Err("it holds ` `"), vec![]),
            ("a.>", Err("it holds `>`"), vec![]),
        ];
        for (template, expected, names) in cases {
            assert_eq!(
                check(template),
                expected.map_err(str::to_owned),
                "{template}"
            );
            assert_eq!(placeholders(template), names, "{template}");
        }
    }
}
