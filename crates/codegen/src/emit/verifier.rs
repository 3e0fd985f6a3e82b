//! The verifier of a crate: its sender's scheme, and what is received through it.

use proc_macro2::Ident;
use syn::{Expr, ImplItem, Item as Syntax, ItemImpl, Type as TypeSyntax, parse_quote};

use super::ident::fixed;
use super::literal::string;
use super::syntax::{implementation, parsed};
use super::{Root, doc, envelope, format, header};
use crate::generate::File;
use crate::ir::{Crate, Encoding, Scheme};

/// Whether there is one.
pub(super) fn exists(krate: &Crate) -> bool {
    krate.events.is_some() && krate.delivery.scheme.is_some()
}

/// The file, if senders prove who they are.
pub(super) fn file(krate: &Crate, root: Root) -> Option<File> {
    let events = krate.events.as_ref()?;
    let scheme = krate.delivery.scheme.as_ref()?;
    let payloads = envelope::payloads(events);
    let mut verifiable = payloads.clone();
    let by_body = events.by_body.is_some();
    if by_body {
        verifiable.insert(0, parsed!(TypeSyntax: Event));
    }
    let functions = [
        Some(new(scheme)),
        by_body.then(receive),
        Some(receive_with()),
        (by_body && events.batch).then(receive_batch),
        events.batch.then(receive_batch_with),
        match root {
            Root::Crate => Some(sign()),
            // The features of another crate are its own affair.
            Root::Module => None,
        },
    ];
    let mut items = vec![
        definition(scheme),
        implementation(
            parsed!(ItemImpl: impl Verifier {}),
            parsed!(TypeSyntax: Verifier),
            functions.into_iter().flatten(),
        ),
    ];
    items.extend(implementations(scheme));
    items.extend(verifiable.iter().map(|ty| {
        parse_quote! {
            impl Verifiable for #ty {
                type Verifier = Verifier;
            }
        }
    }));
    let mut contents = header::rust(krate);
    contents.push_str("\nuse asyncapi_runtime::verify::prelude::*;\n\n");
    if payloads.len() < verifiable.len() {
        contents.push_str("use super::event::Event;\n");
    }
    if !payloads.is_empty() {
        contents.push_str("use super::types;\n");
    }
    contents.push('\n');
    contents.push_str(&format::items(items));
    Some(File {
        path: "src/verifier.rs".to_owned(),
        contents,
    })
}

/// The runtime's feature that a scheme is behind.
pub(super) fn feature(scheme: &Scheme) -> &'static str {
    match scheme {
        Scheme::Jwt => "jwt",
        Scheme::BodyToken { .. } => "token",
        Scheme::Header { .. } => "header",
        Scheme::Hmac { .. } | Scheme::StandardWebhooks => "hmac",
    }
}

/// What is proven, and what is not, in Markdown.
pub(super) fn proof(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Jwt => "**Proof**: the whole body is a JWT, signed with HS256 and the secret of \
                        the subscription. Nobody without the secret can write one; a recorded one \
                        can be sent again. Plain JSON is refused."
            .to_owned(),
        Scheme::BodyToken { member } => format!(
            "**Proof**: every body holds a secret, in {}. It is the same each time, and nothing is \
             signed: whoever has seen one body can write others. Give all secrets that may come, \
             one per tenant for example: what is received says which one it was.",
            doc::code(member)
        ),
        Scheme::Header { name } => format!(
            "**The sender offers no proof** of its own. Where it lets you choose headers, or the \
             URL leads through a gateway of yours, have a secret sent in a header; {} is the one \
             that is looked at unless you choose another. It is the same each time, and nothing \
             is signed: whoever has seen one request can write others.",
            doc::code(name)
        ),
        Scheme::Hmac { header, .. } => format!(
            "**Proof**: the header {} holds the HMAC-SHA256 of the body. Nobody without the secret \
             can make one; a recorded request can be sent again.",
            doc::code(header)
        ),
        Scheme::StandardWebhooks => "**Proof**: requests are signed as Standard Webhooks has it, \
                                     with their id and time. A recorded request can be sent again \
                                     for five minutes."
            .to_owned(),
    }
}

/// The runtime's type of a scheme.
fn scheme_type(scheme: &Scheme) -> Ident {
    fixed(match scheme {
        Scheme::Jwt => "Jwt",
        Scheme::BodyToken { .. } => "BodyToken",
        Scheme::Header { .. } => "HeaderSecret",
        Scheme::Hmac { .. } => "HmacHeader",
        Scheme::StandardWebhooks => "StandardWebhooks",
    })
}

fn definition(scheme: &Scheme) -> Syntax {
    let ty = scheme_type(scheme);
    let text = format!(
        "Tells whether a delivery comes from the sender.\n\n{}\n\nSettings beyond the secrets, such \
         as another header or a clock, are those of [`{ty}`], of which a verifier can be made.",
        proof(scheme)
    );
    let docs = doc::fixed(&text);
    parse_quote! {
        #(#docs)*
        #[derive(Clone, Debug)]
        pub struct Verifier(#ty);
    }
}

fn new(scheme: &Scheme) -> ImplItem {
    let build: Expr = match scheme {
        Scheme::Jwt => parsed!(Expr: Jwt::new(secrets).map(Self)),
        Scheme::StandardWebhooks => parsed!(Expr: StandardWebhooks::new(secrets).map(Self)),
        Scheme::BodyToken { member } => {
            let member = string(member);
            parse_quote!(BodyToken::new(#member, secrets).map(Self))
        }
        Scheme::Header { name } => {
            let name = string(name);
            parse_quote!(HeaderSecret::new(#name, secrets).map(Self))
        }
        Scheme::Hmac {
            header,
            encoding,
            prefix,
        } => {
            let (header, prefix) = (string(header), string(prefix));
            let encoding = fixed(match encoding {
                Encoding::Hex => "Hex",
                Encoding::Base64 => "Base64",
            });
            parse_quote! {
                HmacHeader::new(#header, secrets)
                    .map(|scheme| Self(scheme.prefix(#prefix).encoding(Encoding::#encoding)))
            }
        }
    };
    let docs = doc::fixed(
        "A verifier that accepts any of these secrets: the new and the old one while they change, \
         or one per tenant.\n\n# Errors\nThere is no secret, or one that can never fit.",
    );
    parse_quote! {
        #(#docs)*
        pub fn new<S: AsRef<[u8]>>(
            secrets: impl IntoIterator<Item = S>,
        ) -> Result<Self, ConfigError> {
            #build
        }
    }
}

fn receive() -> ImplItem {
    let docs = doc::fixed(
        "Verifies a request, then decodes it.\n\n# Errors\n\
         It is not verified, or its body cannot be decoded.",
    );
    parse_quote! {
        #(#docs)*
        pub fn receive(
            &self,
            headers: &Headers<'_>,
            body: &[u8],
        ) -> Result<Delivery<Event>, ReceiveError> {
            receive(&self.0, headers, body)
        }
    }
}

fn receive_with() -> ImplItem {
    let docs = doc::fixed(
        "Verifies a request, then decodes it by a function of [`Event`](super::Event) for those who know which \
         event it is.\n\n# Errors\nIt is not verified, or its body cannot be decoded.",
    );
    parse_quote! {
        #(#docs)*
        pub fn receive_with<T>(
            &self,
            headers: &Headers<'_>,
            body: &[u8],
            decode: impl FnOnce(&[u8]) -> Result<Received<T>, DecodeError>,
        ) -> Result<Delivery<T>, ReceiveError> {
            receive_with(&self.0, headers, body, decode)
        }
    }
}

fn receive_batch() -> ImplItem {
    let docs = doc::fixed(
        "Verifies a request, then decodes each of its events.\n\n# Errors\n\
         It is not verified, or its body is neither an array nor an object.",
    );
    parse_quote! {
        #(#docs)*
        pub fn receive_batch(
            &self,
            headers: &Headers<'_>,
            body: &[u8],
        ) -> Result<Deliveries<Event>, ReceiveError> {
            receive_batch(&self.0, headers, body)
        }
    }
}

fn receive_batch_with() -> ImplItem {
    let docs = doc::fixed(
        "Verifies a request, then decodes each of its events by a function of \
         [`Event`](super::Event) for those who know which events they are.\n\n# Errors\n\
         It is not verified, or its body is neither an array nor an object.",
    );
    parse_quote! {
        #(#docs)*
        pub fn receive_batch_with<T>(
            &self,
            headers: &Headers<'_>,
            body: &[u8],
            decode: impl FnOnce(&[u8]) -> Result<Batch<T>, DecodeError>,
        ) -> Result<Deliveries<T>, ReceiveError> {
            receive_batch_with(&self.0, headers, body, decode)
        }
    }
}

fn sign() -> ImplItem {
    let docs = doc::fixed(
        "A request with this body that the verifier accepts, for tests: with the first of the \
         secrets.",
    );
    parse_quote! {
        #(#docs)*
        #[cfg(feature = "test-util")]
        #[must_use]
        pub fn sign(&self, body: &[u8]) -> SignedRequest {
            self.0.sign(body)
        }
    }
}

fn implementations(scheme: &Scheme) -> [Syntax; 2] {
    let ty = scheme_type(scheme);
    let from = parse_quote! {
        impl From<#ty> for Verifier {
            fn from(scheme: #ty) -> Self {
                Self(scheme)
            }
        }
    };
    let verify = parse_quote! {
        impl Verify for Verifier {
            fn verify<'a>(
                &self,
                headers: &Headers<'_>,
                body: &'a [u8],
            ) -> Result<Verified<'a>, NotVerified> {
                self.0.verify(headers, body)
            }
        }
    };
    [from, verify]
}
