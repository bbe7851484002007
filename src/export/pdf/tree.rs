//! What each thing on a page is, as a tree; what is drawn later finds its place in it.
use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// An element of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element(usize);

/// The place in an element where something drawn will hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(usize);

/// The tree while pages are laid out and drawn.
pub(super) struct Tree {
    tags: Vec<TagKind>,
    children: Vec<Vec<Child>>,
    drawn: Vec<Vec<Identifier>>,
    top: Vec<Element>,
}

enum Child {
    Element(Element),
    Slot(Slot),
}

impl Tree {
    /// With nothing in it.
    pub(super) const fn new() -> Self {
        Self {
            tags: Vec::new(),
            children: Vec::new(),
            drawn: Vec::new(),
            top: Vec::new(),
        }
    }

    /// A new element, last within `parent` or at the top.
    pub(super) fn add(&mut self, parent: Option<Element>, tag: impl Into<TagKind>) -> Element {
        let element = Element(self.tags.len());
        self.tags.push(tag.into());
        self.children.push(Vec::new());
        match parent {
            Some(parent) => self.children[parent.0].push(Child::Element(element)),
            None => self.top.push(element),
        }
        element
    }

    /// A place for what will be drawn, last within `parent`.
    pub(super) fn slot(&mut self, parent: Element) -> Slot {
        let slot = Slot(self.drawn.len());
        self.drawn.push(Vec::new());
        self.children[parent.0].push(Child::Slot(slot));
        slot
    }

    /// What was drawn for `slot`.
    pub(super) fn drew(&mut self, slot: Slot, what: Identifier) {
        self.drawn[slot.0].push(what);
    }

    /// The same, before what was drawn already: a link stands before its words.
    pub(super) fn drew_first(&mut self, slot: Slot, what: Identifier) {
        self.drawn[slot.0].insert(0, what);
    }

    /// The tree as it is written.
    pub(super) fn finish(&self, lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        for element in &self.top {
            tree.push(self.group(*element));
        }
        tree
    }

    fn group(&self, element: Element) -> TagGroup {
        let mut group = TagGroup::new(self.tags[element.0].clone());
        for child in &self.children[element.0] {
            match child {
                Child::Element(element) => group.push(self.group(*element)),
                Child::Slot(slot) => {
                    let drawn = self.drawn[slot.0].iter().copied().map(Node::Leaf);
                    group.children.extend(drawn);
                }
            }
        }
        group
    }
}
