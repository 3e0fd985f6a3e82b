//! Types as they are written where they are used.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::declared::Declared;
use super::ident::ident;
use crate::ir::{Integer, Type};

/// A type of another crate.
pub(super) struct Foreign {
    /// Its name.
    pub(super) name: &'static str,
    /// Where it comes from.
    pub(super) module: &'static [&'static str],
    /// Whether it has to be imported.
    pub(super) imported: bool,
}

pub(super) const OPTION: Foreign = prelude("Option", &["core", "option"]);
pub(super) const STRING: Foreign = prelude("String", &["std", "string"]);
pub(super) const BOX: Foreign = prelude("Box", &["std", "boxed"]);
pub(super) const VEC: Foreign = prelude("Vec", &["std", "vec"]);
pub(super) const MAP: Foreign = imported("BTreeMap", &["std", "collections"]);
pub(super) const EXTRA: Foreign = imported("Extra", &["asyncapi_runtime"]);
pub(super) const JSON: Foreign = imported("Json", &["asyncapi_runtime"]);
pub(super) const NULLABLE: Foreign = imported("Nullable", &["asyncapi_runtime"]);

const fn prelude(name: &'static str, module: &'static [&'static str]) -> Foreign {
    Foreign {
        name,
        module,
        imported: false,
    }
}

const fn imported(name: &'static str, module: &'static [&'static str]) -> Foreign {
    Foreign {
        name,
        module,
        imported: true,
    }
}

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// Among the types of the crate: they go by their names, and a foreign type of the same name
    /// by its path.
    Types(&'a Declared<'a>),
    /// In wire code, where the types of the crate are in the module `types`.
    Wire,
}

impl Place<'_> {
    /// A foreign type.
    pub(super) fn foreign(self, foreign: &Foreign) -> TokenStream {
        let name = format_ident!("{}", foreign.name);
        match self {
            Self::Types(declared) if declared.declares(foreign.name) => {
                let module = foreign.module.iter().map(|part| format_ident!("{part}"));
                quote!(#(::#module)*::#name)
            }
            Self::Types(_) | Self::Wire => quote!(#name),
        }
    }

    /// A type.
    pub(super) fn ty(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::Integer(integer) => primitive(*integer),
            Type::Float => quote!(f64),
            Type::String => self.foreign(&STRING),
            Type::Json => self.foreign(&JSON),
            Type::Null => quote!(()),
            Type::Named(name) => {
                let name = ident(name);
                match self {
                    Self::Types(_) => quote!(#name),
                    Self::Wire => quote!(types::#name),
                }
            }
            Type::Box(inner) => self.of(&BOX, inner),
            Type::Nullable(inner) => self.of(&NULLABLE, inner),
            Type::Vec(inner) => self.of(&VEC, inner),
            Type::Map(inner) => self.map(inner),
        }
    }

    /// A type, in an `Option` unless it is required.
    pub(super) fn optional(self, ty: &Type, required: bool) -> TokenStream {
        if required {
            self.ty(ty)
        } else {
            self.of(&OPTION, ty)
        }
    }

    /// A generic type of one argument.
    pub(super) fn of(self, foreign: &Foreign, inner: &Type) -> TokenStream {
        let (outer, inner) = (self.foreign(foreign), self.ty(inner));
        quote!(#outer<#inner>)
    }

    /// A map of strings.
    pub(super) fn map(self, inner: &Type) -> TokenStream {
        let (map, string, inner) = (self.foreign(&MAP), self.foreign(&STRING), self.ty(inner));
        quote!(#map<#string, #inner>)
    }
}

fn primitive(integer: Integer) -> TokenStream {
    match integer {
        Integer::I8 => quote!(i8),
        Integer::I16 => quote!(i16),
        Integer::I32 => quote!(i32),
        Integer::I64 => quote!(i64),
        Integer::U8 => quote!(u8),
        Integer::U16 => quote!(u16),
        Integer::U32 => quote!(u32),
        Integer::U64 => quote!(u64),
    }
}
