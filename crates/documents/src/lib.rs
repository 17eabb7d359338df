//! Dokument: papers of headings, texts, facts, lists and tables, typeset as tagged PDF (PDF/UA-1, PDF/A-2a). Knows no domain: what stands
//! in a paper, and in which language, is handed in as a [`Document`], which a page can be made of just as well.

mod document;
mod press;
mod signs;

pub use document::{Document, Item, Part, Run, Section, Tone};
pub use press::Unset;
