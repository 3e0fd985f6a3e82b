//! JSON values as compact text.

use asyncapi_parser::model::Literal;

/// The value as compact JSON: numbers as written, objects in their order.
pub(super) fn json(value: &Literal) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// Recursion ends with the depth that documents are limited to.
fn write(value: &Literal, text: &mut String) {
    match value {
        Literal::Null => text.push_str("null"),
        Literal::Boolean(true) => text.push_str("true"),
        Literal::Boolean(false) => text.push_str("false"),
        Literal::Number(number) => text.push_str(&number.0),
        Literal::String(string) => quote(string, text),
        Literal::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write(item, text);
            }
            text.push(']');
        }
        Literal::Object(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                quote(name, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
    }
}

fn quote(string: &str, text: &mut String) {
    text.push_str(&serde_json::Value::from(string).to_string());
}

#[cfg(test)]
mod tests {
    use super::json;
    use asyncapi_parser::model::{Literal, Number};

    #[test]
    fn numbers_and_order_are_kept() {
        let number = |text: &str| Literal::Number(Number(text.to_owned()));
        let value = Literal::Object(vec![
            (
                "b".to_owned(),
                Literal::Array(vec![number("1.10"), Literal::Null]),
            ),
            ("a\"\n".to_owned(), Literal::String("\u{1}é".to_owned())),
            ("c".to_owned(), Literal::Array(vec![])),
            ("d".to_owned(), Literal::Boolean(true)),
        ]);
        insta::assert_snapshot!(json(&value), @r#"{"b":[1.10,null],"a\"\n":"\u0001é","c":[],"d":true}"#);
    }
}
