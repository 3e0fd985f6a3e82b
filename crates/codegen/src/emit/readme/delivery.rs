//! The chapter on deliveries: what proves who sent one, and a server that asks for it.

use crate::emit::{doc, verifier};
use crate::ir::{Events, Scheme, Type};

/// The chapter; `None` if a server would have nothing to take.
pub(super) fn chapter(library: &str, events: &Events, scheme: &Scheme) -> Option<String> {
    let Handler { uses, code } = handler(events)?;
    let proof = doc::ours(&verifier::proof(scheme)).join("\n");
    Some(format!(
        "
## Verify a delivery

{proof}

With the feature `axum` a handler takes what was verified and decoded. A request that is not
verified is answered with 401, a body that is too large with 413, one that cannot be decoded
with 400. Acknowledge events that drifted or are unknown as any other: senders take an error for
a reason to try again, or to stop sending.

```rust,no_run
use axum::{{Router, http::StatusCode, routing::post}};
use {library}::{{{uses}, Verifier}};

{code}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let verifier = Verifier::new([std::env::var(\"WEBHOOK_SECRET\")?])?;
    let app = Router::new().route(\"/\", post(on_delivery)).with_state(verifier);
    let listener = tokio::net::TcpListener::bind(\"127.0.0.1:8080\").await?;
    Ok(axum::serve(listener, app).await?)
}}
```

Without axum, `Verifier::receive_with` takes headers, a body and a function that decodes it.
"
    ))
}

/// A function that takes deliveries.
struct Handler {
    /// What it needs of the crate.
    uses: String,
    code: String,
}

fn handler(events: &Events) -> Option<Handler> {
    let first = events.variants.first()?;
    let arms = format!(
        "Event::{}(payload) => println!(\"{{payload:?}}\"),
        Event::{}(event) => println!(\"not declared: {{:?}}\", event.name),
        other => println!(\"{{:?}} is not handled here\", other.name()),
    }}",
        first.name.as_str(),
        events.unknown.as_str()
    );
    match (&events.by_body, events.batch, &first.payload) {
        (Some(_), false, _) => Some(Handler {
            uses: "Delivery, Event".to_owned(),
            code: format!(
                "async fn on_delivery(delivery: Delivery<Event>) -> StatusCode {{
    for drift in &delivery.received.drift {{
        eprintln!(\"not as documented: {{drift}}\");
    }}
    match &delivery.received.event {{
        {arms}
    StatusCode::NO_CONTENT
}}"
            ),
        }),
        (Some(_), true, _) => Some(Handler {
            uses: "Deliveries, Event".to_owned(),
            code: format!(
                "async fn on_delivery(deliveries: Deliveries<Event>) -> StatusCode {{
    for item in deliveries.batch {{
        match item {{
            Ok(received) => on_event(received.event),
            Err(rejected) => eprintln!(\"one that cannot be decoded: {{rejected}}\"),
        }}
    }}
    StatusCode::NO_CONTENT
}}

fn on_event(event: Event) {{
    match event {{
        {arms}
}}"
            ),
        }),
        (None, _, Type::Named(payload)) => {
            let payload = payload.as_str();
            Some(Handler {
                uses: format!("types::{payload}, Delivery"),
                code: format!(
                    "async fn on_delivery(delivery: Delivery<{payload}>) -> StatusCode {{
    for drift in &delivery.received.drift {{
        eprintln!(\"not as documented: {{drift}}\");
    }}
    println!(\"{{:?}}\", delivery.received.event);
    StatusCode::NO_CONTENT
}}"
                ),
            })
        }
        (None, _, _) => None,
    }
}
