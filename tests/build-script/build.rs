//! Generates `events.rs` and `billing.rs` into `OUT_DIR`.

use asyncapi_build::script::Script;

fn main() {
    asyncapi_build::generate("events/asyncapi.yaml");
    Script::new("events/billing.yaml")
        .config("events/billing.codegen.yaml")
        .file("billing.rs")
        .run();
}
