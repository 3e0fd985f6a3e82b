//! JSON pointers (RFC 6901) and the fragments that hold them. Knows the tree; knows nothing of
//! AsyncAPI.

use std::borrow::Cow;

/// Appends a step to a pointer, escaped.
pub fn push(pointer: &mut String, step: &str) {
    pointer.push('/');
    pointer.push_str(&escape(step));
}

/// A step as it stands in a pointer: `~` and `/` are escaped (RFC 6901, section 3).
pub fn escape(step: &str) -> Cow<'_, str> {
    if step.contains(['~', '/']) {
        Cow::Owned(step.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(step)
    }
}
