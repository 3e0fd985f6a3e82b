//! Forms that 2.x and 3.x share.

use super::table::Holds::{Anything, Expression, List, Map, Text, Uri};
use super::table::{Field, Form};

pub(super) static CONTACT: Form = Form::new(
    "Contact Object",
    &[
        Field::new("name", Text),
        Field::new("url", Uri),
        Field::new("email", Text),
    ],
);

pub(super) static LICENSE: Form = Form::new(
    "License Object",
    &[Field::new("name", Text).needed(), Field::new("url", Uri)],
);

pub(super) static EXTERNAL_DOCS: Form = Form::new(
    "External Documentation Object",
    &[
        Field::new("description", Text),
        Field::new("url", Uri).needed(),
    ],
);

pub(super) static SERVER_VARIABLE: Form = Form::new(
    "Server Variable Object",
    &[
        Field::new("enum", List(&Text)),
        Field::new("default", Text),
        Field::new("description", Text),
        Field::new("examples", List(&Text)),
    ],
);

pub(super) static CORRELATION_ID: Form = Form::new(
    "Correlation ID Object",
    &[
        Field::new("description", Text),
        Field::new("location", Expression).needed(),
    ],
);

pub(super) static MESSAGE_EXAMPLE: Form = Form {
    noun: "Message Example Object",
    fields: &[
        Field::new("headers", Map(&Anything)),
        Field::new("payload", Anything),
        Field::new("name", Text),
        Field::new("summary", Text),
    ],
    extensible: false,
    any_of: &["payload", "headers"],
};
