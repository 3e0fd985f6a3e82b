//! `README.md`.

mod delivery;

use super::{doc, header};
use crate::generate::File;
use crate::ir::Crate;

/// The page that a registry shows of the crate.
pub(super) fn file(krate: &Crate) -> File {
    let library = krate.package.replace('-', "_");
    let scheme = krate.delivery.scheme.as_ref();
    let delivery = krate
        .events
        .as_ref()
        .and_then(|events| delivery::chapter(&library, events, scheme?));
    let usage = krate.events.as_ref().and_then(|events| {
        let first = events.variants.first()?;
        Some(match &events.by_body {
            Some(_) => by_body(&library, first.name.as_str()),
            None => by_caller(&library, first.name.as_str(), first.function.as_str()),
        })
    });
    File {
        path: "README.md".to_owned(),
        contents: format!(
            "{}
# {}

{}
{}{}
## Where it comes from

The crate is generated from {}; do not edit it. {} generates it anew.
",
            header::markdown(krate),
            doc::plain(&krate.package),
            doc::summary(krate).join("\n"),
            usage.unwrap_or_default(),
            delivery.unwrap_or_default(),
            doc::code(&krate.document),
            doc::code(&krate.command),
        ),
    }
}

fn by_body(library: &str, variant: &str) -> String {
    format!(
        "
## Use

```rust
use {library}::{{DecodeError, Event}};

fn on_webhook(body: &[u8]) -> Result<(), DecodeError> {{
    let received = Event::decode(body)?;
    match received.event {{
        Event::{variant}(payload) => println!(\"{{payload:?}}\"),
        other => println!(\"{{:?}} is not handled here\", other.name()),
    }}
    for drift in received.drift {{
        eprintln!(\"not as documented: {{drift}}\");
    }}
    Ok(())
}}
```
"
    )
}

fn by_caller(library: &str, variant: &str, function: &str) -> String {
    format!(
        "
## Use

A body does not say which event it is: you do, by the function that decodes it.

```rust
use {library}::{{DecodeError, Event}};

fn on_webhook(body: &[u8]) -> Result<(), DecodeError> {{
    let received = Event::decode_{function}(body)?;
    if let Event::{variant}(payload) = received.event {{
        println!(\"{{payload:?}}\");
    }}
    for drift in received.drift {{
        eprintln!(\"not as documented: {{drift}}\");
    }}
    Ok(())
}}
```
"
    )
}
