/// What a person would write for a text or another value.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum TextOr<T> {
    Text(String),
    Value(T),
}
