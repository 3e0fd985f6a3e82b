//! Objects that 2.x and 3.x share: info, tags, servers, security, bindings, extensions. Whatever is
//! not as it should be is left out here; the check of forms tells about it.

use super::context::{Context, Object};
use super::kind::Kind;
use super::literal;
use super::uri::last_step;
use crate::code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{
    Contact, Extension, ExternalDocs, Info, License, Literal, SecurityRequirement, SecurityScheme,
    Server, Tag, Variable,
};
use crate::tree::{NodeId, Value};

impl<'d> Context<'d> {
    /// The entries of a section, by key; nothing where there is no such section.
    pub(super) fn section(&self, object: Object<'d>, key: &str) -> Vec<(&'d str, NodeId)> {
        self.field_object(object, key)
            .map_or_else(Vec::new, |section| section.entries().collect())
    }

    /// Warns of keys of components that the specification does not allow (2.6.0 and 3.0.0,
    /// "Components Object"). They are kept: documents have them, and references lead to them.
    pub(super) fn component_keys(&mut self, components: Object<'d>) {
        let allowed = |key: &str| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        };
        for (section, _) in components
            .entries()
            .filter(|(key, _)| !key.starts_with("x-"))
        {
            for (key, node) in self.section(components, section) {
                if !allowed(key) {
                    let message = format!("`{}` is no key of a component", shortened(key));
                    self.diagnostics.push(
                        Diagnostic::warning(&code::COMPONENT_KEY, message)
                            .at_key(self.document, node)
                            .help("use letters, digits, `.`, `-` and `_` only"),
                    );
                }
            }
        }
    }

    pub(super) fn info(&mut self, root: Object<'d>) -> Info {
        let Some(info) = self.field_object(root, "info") else {
            return Info::default();
        };
        // 2.x has tags and documentation beside `info`, 3.x in it; documents mix them up.
        let mut tags = self.tags(info);
        tags.extend(self.tags(root));
        let external_docs = self
            .external_docs(info)
            .or_else(|| self.external_docs(root));
        Info {
            title: self.field_text(info, "title").unwrap_or_default(),
            version: self.field_text(info, "version").unwrap_or_default(),
            description: self.field_text(info, "description"),
            terms_of_service: self.field_text(info, "termsOfService"),
            contact: self.field_object(info, "contact").map(|contact| Contact {
                name: self.field_text(contact, "name"),
                url: self.field_text(contact, "url"),
                email: self.field_text(contact, "email"),
            }),
            license: self.field_object(info, "license").map(|license| License {
                name: self.field_text(license, "name").unwrap_or_default(),
                url: self.field_text(license, "url"),
            }),
            tags,
            external_docs,
            extensions: self.extensions(info),
        }
    }

    pub(super) fn tags(&mut self, object: Object<'d>) -> Vec<Tag> {
        let items = self.field_items(object, "tags");
        items.iter().filter_map(|item| self.tag(*item)).collect()
    }

    fn tag(&mut self, node: NodeId) -> Option<Tag> {
        let tag = self.follow(node, Kind::Tag)?;
        let tag = self.object(tag)?;
        Some(Tag {
            name: self.field_text(tag, "name")?,
            description: self.field_text(tag, "description"),
        })
    }

    fn external_docs(&mut self, object: Object<'d>) -> Option<ExternalDocs> {
        let docs = self.follow(object.get("externalDocs")?, Kind::ExternalDocs)?;
        let docs = self.object(docs)?;
        Some(ExternalDocs {
            url: self.field_text(docs, "url")?,
            description: self.field_text(docs, "description"),
        })
    }

    pub(super) fn extensions(&self, object: Object<'d>) -> Vec<Extension> {
        object
            .entries()
            .filter(|(key, _)| key.starts_with("x-"))
            .map(|(key, value)| Extension {
                name: key.to_owned(),
                value: literal::read(self.document, value),
            })
            .collect()
    }

    pub(super) fn bindings(&mut self, object: Object<'d>, kind: Kind) -> Option<Literal> {
        let bindings = self.follow(object.get("bindings")?, kind)?;
        Some(literal::read(self.document, bindings))
    }

    pub(super) fn servers(&mut self, root: Object<'d>) -> Vec<Server> {
        let mut servers = Vec::new();
        for (key, node) in self.section(root, "servers") {
            let Some(server) = self
                .follow(node, Kind::Server)
                .and_then(|server| self.object(server))
            else {
                continue;
            };
            servers.push(self.server(key, node, server));
        }
        servers
    }

    fn server(&mut self, key: &str, at: NodeId, server: Object<'d>) -> Server {
        let (host, pathname) = match self.field_text(server, "url") {
            Some(url) => split_url(&url),
            None => (
                self.field_text(server, "host").unwrap_or_default(),
                self.field_text(server, "pathname"),
            ),
        };
        let mut variables = Vec::new();
        for (name, node) in self.section(server, "variables") {
            if let Some(variable) = self
                .follow(node, Kind::ServerVariable)
                .and_then(|node| self.object(node))
            {
                variables.push(self.variable(name, variable));
            }
        }
        Server {
            key: key.to_owned(),
            at,
            host,
            pathname,
            protocol: self.field_text(server, "protocol").unwrap_or_default(),
            protocol_version: self.field_text(server, "protocolVersion"),
            description: self.field_text(server, "description"),
            variables,
            security: self.security(server),
            bindings: self.bindings(server, Kind::ServerBindings),
            extensions: self.extensions(server),
        }
    }

    pub(super) fn variable(&self, name: &str, variable: Object<'d>) -> Variable {
        let texts = |key| {
            self.field_items(variable, key)
                .iter()
                .filter_map(|item| self.text(*item))
                .map(str::to_owned)
                .collect()
        };
        Variable {
            name: name.to_owned(),
            values: texts("enum"),
            default: self.field_text(variable, "default"),
            description: self.field_text(variable, "description"),
            examples: texts("examples"),
        }
    }

    /// What a server or an operation demands: in 2.x a list of objects that name schemes, in 3.x a
    /// list of schemes.
    pub(super) fn security(&mut self, object: Object<'d>) -> Vec<Vec<SecurityRequirement>> {
        let items = self.field_items(object, "security");
        let three = self.version.major >= 3;
        items
            .iter()
            .filter_map(|item| {
                if three {
                    self.scheme(*item)
                } else {
                    self.requirement(*item)
                }
            })
            .collect()
    }

    fn requirement(&self, node: NodeId) -> Option<Vec<SecurityRequirement>> {
        let schemes = self.object(node)?.entries();
        Some(
            schemes
                .map(|(scheme, scopes)| SecurityRequirement {
                    scheme: scheme.to_owned(),
                    scopes: self.scopes(scopes),
                })
                .collect(),
        )
    }

    fn scheme(&mut self, node: NodeId) -> Option<Vec<SecurityRequirement>> {
        let reference = self.reference(node).and_then(|text| self.string(text));
        let scheme = self.follow(node, Kind::SecurityScheme)?;
        let scheme = self.object(scheme)?;
        let name = match reference {
            Some(text) => last_step(text),
            None => self.field_text(scheme, "type")?,
        };
        let scopes = scheme
            .get("scopes")
            .map_or_else(Vec::new, |scopes| self.scopes(scopes));
        Some(vec![SecurityRequirement {
            scheme: name,
            scopes,
        }])
    }

    fn scopes(&self, node: NodeId) -> Vec<String> {
        self.items(node)
            .iter()
            .filter_map(|scope| self.text(*scope))
            .map(str::to_owned)
            .collect()
    }

    pub(super) fn security_schemes(&mut self, components: Object<'d>) -> Vec<SecurityScheme> {
        let mut schemes = Vec::new();
        for (key, node) in self.section(components, "securitySchemes") {
            let Some(target) = self.follow(node, Kind::SecurityScheme) else {
                continue;
            };
            if let Value::Mapping(_) = self.value(target)
                && let Some(scheme) = self.object(target)
            {
                schemes.push(SecurityScheme {
                    key: key.to_owned(),
                    kind: self.field_text(scheme, "type").unwrap_or_default(),
                    description: self.field_text(scheme, "description"),
                    value: literal::read(self.document, target),
                });
            }
        }
        schemes
    }
}

/// Host and path of a 2.x URL, e.g. `mqtt://{stage}.example.com:1883/v1`.
fn split_url(url: &str) -> (String, Option<String>) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    match rest.find('/') {
        Some(at) => {
            let (host, path) = rest.split_at(at);
            (host.to_owned(), Some(path.to_owned()))
        }
        None => (rest.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_taken_apart() {
        let cases = [
            (
                "mqtt://{stage}.example.com:1883/v1",
                "{stage}.example.com:1883",
                Some("/v1"),
            ),
            ("{hook_url}", "{hook_url}", None),
            ("example.com/", "example.com", Some("/")),
            ("", "", None),
        ];
        for (url, host, path) in cases {
            assert_eq!(
                split_url(url),
                (host.to_owned(), path.map(str::to_owned)),
                "{url}"
            );
        }
    }
}
