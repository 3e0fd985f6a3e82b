//! What a model holds beside the shapes that `dump` shows, for snapshots: a line for each fact.

use std::fmt::{Display, Write};

use asyncapi_parser::model::{
    Api, Channel, Contact, Docs, Extension, ExternalDocs, Info, License, Literal, Message,
    MessageExample, Operation, Parameter, Schema, SecurityRequirement, SecurityScheme, Server, Tag,
    Variable,
};

use super::dump::literal;

/// All of a model.
pub(crate) fn all(api: &Api) -> String {
    let Api {
        version: _,
        id,
        info,
        default_content_type,
        servers,
        channels,
        operations,
        messages,
        schemas,
        security_schemes,
        extensions,
    } = api;
    let mut facts = Facts::default();
    facts.option("id", id.as_ref());
    facts.option("content", default_content_type.as_ref());
    facts.extensions(extensions);
    facts.info(info);
    for server in servers {
        facts.server(server);
    }
    for channel in channels {
        facts.channel(channel);
    }
    for operation in operations {
        facts.operation(operation);
    }
    for (index, message) in messages.iter().enumerate() {
        facts.message(index, message);
    }
    for (index, schema) in schemas.iter().enumerate() {
        facts.schema(index, schema);
    }
    for scheme in security_schemes {
        facts.scheme(scheme);
    }
    facts.text
}

#[derive(Default)]
struct Facts {
    text: String,
    /// What the facts are of.
    holder: String,
}

impl Facts {
    fn say(&mut self, field: &str, value: impl Display) {
        let holder = &self.holder;
        let gap = if holder.is_empty() { "" } else { " " };
        let _ = writeln!(self.text, "{holder}{gap}{field}: {value}");
    }

    fn option(&mut self, field: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.say(field, value);
        }
    }

    fn list(&mut self, field: &str, values: &[String]) {
        if !values.is_empty() {
            self.say(field, values.join(", "));
        }
    }

    fn literals(&mut self, field: &str, value: Option<&Literal>) {
        self.option(field, value.map(literal));
    }

    fn info(&mut self, info: &Info) {
        let Info {
            title: _,
            version: _,
            description,
            terms_of_service,
            contact,
            license,
            tags,
            external_docs,
            extensions,
        } = info;
        "info".clone_into(&mut self.holder);
        self.option("description", description.as_ref());
        self.option("terms", terms_of_service.as_ref());
        if let Some(Contact { name, url, email }) = contact {
            self.option("contact", name.as_ref());
            self.option("contact url", url.as_ref());
            self.option("contact email", email.as_ref());
        }
        if let Some(License { name, url }) = license {
            self.say("license", name);
            self.option("license url", url.as_ref());
        }
        if let Some(ExternalDocs { url, description }) = external_docs {
            self.say("docs", url);
            self.option("docs description", description.as_ref());
        }
        self.tags(tags);
        self.extensions(extensions);
    }

    fn server(&mut self, server: &Server) {
        let Server {
            key,
            at: _,
            host: _,
            pathname: _,
            protocol: _,
            protocol_version,
            description,
            variables,
            security,
            bindings,
            extensions,
        } = server;
        self.holder = format!("server {key}");
        self.option("protocol version", protocol_version.as_ref());
        self.option("description", description.as_ref());
        for variable in variables {
            self.variable(variable);
        }
        self.security(security);
        self.literals("bindings", bindings.as_ref());
        self.extensions(extensions);
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel {
            key,
            at: _,
            address: _,
            title,
            summary,
            description,
            parameters,
            messages: _,
            servers,
            bindings,
            tags,
            extensions,
            in_components,
        } = channel;
        self.holder = format!("channel {key}");
        if *in_components {
            self.say("in", "components");
        }
        self.option("title", title.as_ref());
        self.option("summary", summary.as_ref());
        self.option("description", description.as_ref());
        for parameter in parameters {
            let Parameter {
                name,
                at: _,
                variable,
                schema: _,
                location,
            } = parameter;
            self.variable(variable);
            self.option(&format!("{name} location"), location.as_ref());
        }
        self.list("servers", servers);
        self.literals("bindings", bindings.as_ref());
        self.tags(tags);
        self.extensions(extensions);
    }

    fn operation(&mut self, operation: &Operation) {
        let Operation {
            key,
            at: _,
            action: _,
            channel: _,
            messages: _,
            title,
            summary,
            description,
            tags,
            security,
            reply: _,
            bindings,
            extensions,
        } = operation;
        self.holder = format!("operation {}", key.as_deref().unwrap_or("-"));
        self.option("title", title.as_ref());
        self.option("summary", summary.as_ref());
        self.option("description", description.as_ref());
        self.tags(tags);
        self.security(security);
        self.literals("bindings", bindings.as_ref());
        self.extensions(extensions);
    }

    fn message(&mut self, index: usize, message: &Message) {
        let Message {
            component: _,
            at: _,
            name: _,
            id: _,
            title,
            summary,
            description,
            payload: _,
            headers: _,
            correlation_id: _,
            content_type,
            tags,
            examples,
            bindings,
            extensions,
        } = message;
        self.holder = format!("message #{index}");
        self.option("title", title.as_ref());
        self.option("summary", summary.as_ref());
        self.option("description", description.as_ref());
        self.option("content", content_type.as_ref());
        self.tags(tags);
        for (index, example) in examples.iter().enumerate() {
            let MessageExample {
                at: _,
                name,
                summary,
                headers,
                payload,
            } = example;
            self.option(&format!("example {index}"), name.as_ref());
            self.option(&format!("example {index} summary"), summary.as_ref());
            self.literals(&format!("example {index} headers"), headers.as_ref());
            self.literals(&format!("example {index} payload"), payload.as_ref());
        }
        self.literals("bindings", bindings.as_ref());
        self.extensions(extensions);
    }

    /// The rest of the documentation stands in the dump.
    fn schema(&mut self, index: usize, schema: &Schema) {
        let Docs {
            title: _,
            description: _,
            default: _,
            examples,
            deprecated: _,
            read_only: _,
            write_only: _,
            external_docs,
        } = &*schema.docs;
        self.holder = format!("schema {index}");
        for example in examples {
            self.say("example", literal(example));
        }
        self.option("docs", external_docs.as_ref());
    }

    fn scheme(&mut self, scheme: &SecurityScheme) {
        let SecurityScheme {
            key,
            kind,
            description,
            value,
        } = scheme;
        self.holder = format!("scheme {key}");
        self.say("type", kind);
        self.option("description", description.as_ref());
        self.literals("value", Some(value));
    }

    fn variable(&mut self, variable: &Variable) {
        let Variable {
            name,
            values,
            default,
            description,
            examples,
        } = variable;
        self.list(&format!("{name} values"), values);
        self.option(&format!("{name} default"), default.as_ref());
        self.option(&format!("{name} description"), description.as_ref());
        self.list(&format!("{name} examples"), examples);
    }

    fn tags(&mut self, tags: &[Tag]) {
        for Tag { name, description } in tags {
            let description = description.as_deref().unwrap_or("-");
            self.say("tag", format!("{name} ({description})"));
        }
    }

    fn security(&mut self, alternatives: &[Vec<SecurityRequirement>]) {
        for all in alternatives {
            let all: Vec<String> = all
                .iter()
                .map(|SecurityRequirement { scheme, scopes }| format!("{scheme} {scopes:?}"))
                .collect();
            self.say("needs", all.join(" and "));
        }
    }

    fn extensions(&mut self, extensions: &[Extension]) {
        for Extension { name, value } in extensions {
            self.say(name, literal(value));
        }
    }
}
