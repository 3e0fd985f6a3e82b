//! The names of the types: components by their key, what messages have in place by the message,
//! parts by what they are part of, and all of them as the configuration says.

use asyncapi_parser::model::{Home, MessageId, SchemaId};
use rustc_hash::FxHashMap;

use super::plan::{Part, Plan};
use super::shape::text::{place_texts, step_text};
use super::shape::{Shape, Union, Use};
use crate::names::{Name, Scope, Style, below};

/// The names of all types.
#[derive(Debug)]
pub(super) struct TypeNames {
    items: FxHashMap<(SchemaId, Part), Name>,
    unions: FxHashMap<SchemaId, UnionNames>,
}

/// The names of the variants of a union.
#[derive(Debug)]
pub(super) struct UnionNames {
    pub(super) branches: Vec<Name>,
    pub(super) other: Name,
}

impl TypeNames {
    /// Names every item of the plan. `given` are the names that the configuration gives to
    /// places; `messages` are the texts that may name messages, best first.
    pub(super) fn new(
        plan: &Plan<'_>,
        messages: &[Vec<String>],
        given: FxHashMap<SchemaId, Name>,
        scope: Scope,
    ) -> Self {
        let mut namer = Namer {
            plan,
            messages,
            scope,
            names: Self {
                items: FxHashMap::default(),
                unions: FxHashMap::default(),
            },
            branches: FxHashMap::default(),
        };
        for (id, name) in given {
            namer.give(id, name);
        }
        namer.components();
        namer.roots(|home| matches!(home, Home::Payload(_) | Home::Headers(_)));
        namer.roots(|home| !matches!(home, Home::Child { .. }));
        for id in &plan.order {
            namer.children(*id);
        }
        namer.names
    }

    /// The name of an item.
    pub(super) fn item(&self, id: SchemaId, part: Part) -> Option<&Name> {
        self.items.get(&(id, part))
    }

    /// The name by which uses of a schema go.
    pub(super) fn place(&self, id: SchemaId) -> Option<&Name> {
        self.item(id, Part::Whole)
            .or_else(|| self.item(id, Part::Core))
    }

    /// The names of the variants of a union.
    pub(super) fn union(&self, id: SchemaId) -> Option<&UnionNames> {
        self.unions.get(&id)
    }
}

struct Namer<'a> {
    plan: &'a Plan<'a>,
    messages: &'a [Vec<String>],
    scope: Scope,
    names: TypeNames,
    /// What branches are called, by the union and the branch.
    branches: FxHashMap<(SchemaId, SchemaId), Name>,
}

impl Namer<'_> {
    /// Puts down the name of a place, and names the variants if it is a union.
    fn give(&mut self, id: SchemaId, name: Name) {
        if let Some(part) = self.plan.items(id).first() {
            self.names.items.insert((id, *part), name);
        }
        if let Some(Shape::Union(union)) = self.plan.shaped(id).map(|shaped| &shaped.shape) {
            let names = variants(union);
            for (branch, name) in union.branches.iter().zip(&names.branches) {
                if let Use::Schema(branch) = branch.of {
                    self.branches.insert((id, branch), name.clone());
                }
            }
            self.names.unions.insert(id, names);
        }
    }

    fn components(&mut self) {
        let schemas = &self.plan.shapes;
        let components: Vec<(SchemaId, &str)> = self
            .unnamed()
            .filter_map(|id| match &schemas.schema(id).home {
                Home::Component(key) => Some((id, key.as_str())),
                Home::Payload(_)
                | Home::Headers(_)
                | Home::Parameter { .. }
                | Home::Elsewhere { .. }
                | Home::Child { .. } => None,
            })
            .collect();
        let keys: Vec<&str> = components.iter().map(|(_, key)| *key).collect();
        let names = self.scope.add_all(&keys);
        for ((id, _), name) in components.into_iter().zip(names) {
            self.give(id, name);
        }
    }

    fn roots(&mut self, which: impl Fn(&Home) -> bool) {
        let roots: Vec<SchemaId> = self
            .unnamed()
            .filter(|id| which(&self.plan.shapes.schema(*id).home))
            .collect();
        for id in roots {
            let texts = self.root_texts(&self.plan.shapes.schema(id).home);
            let name = self.add(&texts);
            self.give(id, name);
        }
    }

    /// The schemas whose place needs a name and has none.
    fn unnamed(&self) -> impl Iterator<Item = SchemaId> {
        self.plan
            .order
            .iter()
            .copied()
            .filter(|id| !self.plan.items(*id).is_empty() && self.names.place(*id).is_none())
    }

    /// Names a schema after what it is part of, which is named first, and its further items after
    /// itself.
    fn children(&mut self, id: SchemaId) {
        let mut todo = vec![id];
        while let Some(id) = todo.last().copied() {
            if self.plan.items(id).is_empty() || self.names.place(id).is_some() {
                todo.pop();
                continue;
            }
            match self.texts(id) {
                Ok(texts) => {
                    let name = self.add(&texts);
                    self.give(id, name);
                }
                Err(above) => todo.push(above),
            }
        }
        let Some(place) = self.names.place(id).cloned() else {
            return;
        };
        for part in self.plan.items(id).into_iter().skip(1) {
            let step = match part {
                Part::Whole | Part::Core => NON_NULL,
                Part::Branch(index) => {
                    let variant = self
                        .names
                        .union(id)
                        .and_then(|names| names.branches.get(index));
                    variant.map_or("Branch", Name::as_str)
                }
            };
            let texts = below(place.as_str(), step);
            let name = self.add(&texts);
            self.names.items.insert((id, part), name);
        }
    }

    /// What a part may be called, or what must be named before that can be said.
    fn texts(&self, id: SchemaId) -> Result<Vec<String>, SchemaId> {
        let mut steps: Vec<String> = Vec::new();
        let mut at = id;
        let around = loop {
            let Home::Child { parent, step } = &self.plan.shapes.schema(at).home else {
                let texts = self.root_texts(&self.plan.shapes.schema(at).home);
                break texts.into_iter().next().unwrap_or_default();
            };
            if let Some(step) = step_text(step).or_else(|| self.branch_text(*parent, at)) {
                steps.push(step);
            }
            at = *parent;
            if let Some(name) = self.names.place(at) {
                break name.as_str().to_owned();
            }
            if !self.plan.items(at).is_empty() {
                return Err(at);
            }
        };
        steps.reverse();
        let definition = matches!(
            &self.plan.shapes.schema(id).home,
            Home::Child {
                parent: _,
                step: asyncapi_parser::model::Step::Definition(_)
            }
        );
        let mut texts: Vec<String> = Vec::new();
        texts.extend(steps.last().filter(|_| definition).cloned());
        texts.extend(below(&around, &steps.join(" ")));
        Ok(texts)
    }

    /// What a branch of a union is called below it.
    fn branch_text(&self, parent: SchemaId, id: SchemaId) -> Option<String> {
        if let Some(name) = self.branches.get(&(parent, id)) {
            return Some(name.as_str().to_owned());
        }
        let alias = self.plan.shaped(parent).map(|shaped| &shaped.shape) == Some(&Shape::Same(id));
        (alias && self.plan.is_named(parent)).then(|| NON_NULL.to_owned())
    }

    fn root_texts(&self, home: &Home) -> Vec<String> {
        let message = |MessageId(id): &MessageId, what: &str| {
            let texts = self.messages.get(*id as usize).into_iter().flatten();
            texts.map(|text| format!("{text} {what}")).collect()
        };
        match home {
            Home::Component(key) => vec![key.to_string()],
            Home::Payload(id) => message(id, "Payload"),
            Home::Headers(id) => message(id, "Headers"),
            Home::Parameter { channel, name } => {
                vec![
                    format!("{name} Parameter"),
                    format!("{channel} {name} Parameter"),
                ]
            }
            Home::Elsewhere { file, pointer } => place_texts(file, pointer),
            Home::Child { .. } => Vec::new(),
        }
    }

    fn add(&mut self, texts: &[String]) -> Name {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.scope.add(&texts)
    }
}

/// What a type without `null` is called below the one with it.
const NON_NULL: &str = "NonNull";

fn variants(union: &Union) -> UnionNames {
    let mut scope = Scope::new(Style::Type);
    let branches = union
        .branches
        .iter()
        .map(|branch| {
            let texts: Vec<&str> = branch.texts.iter().map(String::as_str).collect();
            scope.add(&texts)
        })
        .collect();
    UnionNames {
        branches,
        other: scope.add(&OTHER),
    }
}

/// What the variant for any other value is called, unless the document has that name already.
pub(super) const OTHER: [&str; 2] = ["Other", "Undeclared"];
