//! What a document is: its title, and its parts in the order they are read.

use chrono::{Datelike, NaiveDate};
use kernel::{Label, Lang};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    press::{self, TEMPLATE, Unset},
    signs::{breakable, printable},
};

/// Bytes of a document's text, as it is handed to the typesetter: some 250 pages.
const MOST_BYTES: usize = 512 * 1024;
const PAGE: Label = Label { sv: "Sida", en: "Page" };
const LACKING: Label = Label {
    sv: "\u{fffd} står för tecken som dokumentets typsnitt saknar.",
    en: "\u{fffd} stands for signs that the document's fonts lack.",
};

/// A document, in one language. Its texts are plain: nothing in them is read as markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is known by from others of its kind, whatever becomes of its text; not told in it.
    pub id: String,
    /// The language of all that stands in it.
    pub lang: Lang,
    /// Its title, the heading above all others.
    pub title: String,
    /// What it is about, for lists of documents.
    pub subject: String,
    /// Whose it is.
    pub author: String,
    /// The day it got its text, if that is settled: its date of making and of change.
    pub written_on: Option<NaiveDate>,
    /// What stands at the top of every page, as that it is a draft.
    pub mark: Option<String>,
    /// What stands before the first section.
    pub parts: Vec<Part>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What leads to it on a page: letters, digits and hyphens.
    #[serde(skip)]
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub enum Part {
    /// A heading within a section.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Text {
        /// How it is said.
        tone: Tone,
        /// Its words.
        runs: Vec<Run>,
    },
    /// Short facts, each with what it is called.
    Facts {
        /// What each is called, and what it is.
        facts: Vec<(String, String)>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<Item>,
    },
    /// A table. The first cell of each row is what the row is about.
    Table {
        /// What it tells.
        caption: String,
        /// What each column is called.
        head: Vec<String>,
        /// Of each row as many cells as there are columns.
        rows: Vec<Vec<String>>,
    },
}

/// How a paragraph is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// As any other.
    Plain,
    /// To be seen first.
    Notice,
    /// Under the title.
    Lead,
    /// What kind of thing a section is about.
    Kind,
}

/// Words in one weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Whether they are stressed.
    pub strong: bool,
    /// They.
    pub text: String,
    /// What they lead to on a page, which is an address within it: on paper it would lead nowhere.
    #[serde(skip)]
    pub address: Option<String>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it begins with.
    pub runs: Vec<Run>,
    /// Paragraphs after that.
    pub lines: Vec<String>,
}

impl Run {
    /// Words as any others.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { strong: false, text: text.into(), address: None }
    }

    /// Words that lead to an address on a page.
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self { address: Some(address.into()), ..Self::plain(text) }
    }

    /// Stressed words.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { strong: true, text: text.into(), address: None }
    }
}

impl Part {
    /// A heading within a section.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }

    /// A paragraph of plain words, said in this tone.
    pub fn said(tone: Tone, text: impl Into<String>) -> Self {
        Self::Text { tone, runs: vec![Run::plain(text)] }
    }

    /// A plain paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::said(Tone::Plain, text)
    }
}

impl Document {
    /// As tagged PDF, the same bytes for the same document. Takes a processor for as long as it takes, a second for the longest, and as
    /// many as 200 times its bytes of memory meanwhile.
    ///
    /// # Errors
    /// It is too long, or the typesetter refuses it.
    pub fn pdf(&self) -> Result<Vec<u8>, Unset> {
        if self.is_too_long() {
            return Err(Unset::TooLong);
        }
        press::set(self.sheet().to_string().into_bytes(), self.id.clone(), self.written_on.is_some())
    }

    /// Bytes of all that stands in it.
    pub fn bytes(&self) -> usize {
        self.content().to_string().len()
    }

    /// Whether it is longer than what is typeset.
    pub fn is_too_long(&self) -> bool {
        self.bytes() > MOST_BYTES
    }

    /// What its PDF is known by: 32 signs that are others where the PDF is another.
    pub fn fingerprint(&self) -> String {
        let told =
            json!([self.id, self.lang(), self.title, self.subject, self.author, self.written_on, self.content()]);
        let digest = Sha256::new()
            .chain_update(told.to_string())
            .chain_update(TEMPLATE)
            .chain_update(press::version())
            .finalize();
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// What is read in it.
    fn content(&self) -> Value {
        json!({ "heading": self.title, "mark": self.mark, "parts": self.parts, "sections": self.sections })
    }

    /// What the template reads.
    fn sheet(&self) -> Value {
        let fonts = press::fonts();
        let mut lacks = false;
        let mut content = self.content();
        each_text(&mut content, &mut |text: &mut String| {
            let (shown, is_lacking) = printable(text, fonts);
            lacks |= is_lacking;
            *text = breakable(&shown);
        });
        let plain = |text: &str| printable(text, fonts).0;
        let written_on =
            self.written_on.map(|day| json!({ "year": day.year(), "month": day.month(), "day": day.day() }));
        json!({
            "lang": self.lang(),
            "region": "SE",
            "title": plain(&self.title),
            "subject": plain(&self.subject),
            "author": plain(&self.author),
            "written": written_on,
            "page": PAGE.get(self.lang),
            "lacking": lacks.then(|| LACKING.get(self.lang)),
            "content": content,
        })
    }

    const fn lang(&self) -> &'static str {
        match self.lang {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }
}

/// Does something with every text within a value, the names of its members left alone.
fn each_text(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(all) => all.iter_mut().for_each(|one| each_text(one, change)),
        Value::Object(members) => members.values_mut().for_each(|one| each_text(one, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        let table = Part::Table {
            caption: "Röster".to_owned(),
            head: vec!["Organisation".to_owned(), "Röst".to_owned()],
            rows: vec![vec!["Kommunen".to_owned(), "för".to_owned()], vec!["Bolaget".to_owned(), String::new()]],
        };
        let item = Item { runs: vec![Run::strong("Reservation: "), Run::plain(text)], lines: vec![text.to_owned()] };
        let parts = vec![
            Part::heading(text),
            Part::said(Tone::Kind, "Beslut"),
            Part::text(text),
            Part::Facts { facts: vec![("Dag".to_owned(), text.to_owned())] },
            Part::List { items: vec![item] },
            table,
        ];
        Document {
            id: "a".to_owned(),
            lang: Lang::Sv,
            title: text.to_owned(),
            subject: text.to_owned(),
            author: "Rådet".to_owned(),
            written_on: NaiveDate::from_ymd_opt(2026, 3, 9),
            mark: Some("UTKAST".to_owned()),
            parts: vec![Part::said(Tone::Notice, text), Part::said(Tone::Lead, text)],
            sections: vec![Section { id: "a".to_owned(), heading: text.to_owned(), parts }],
        }
    }

    #[test]
    fn the_same_document_is_the_same_bytes() {
        let (one, other) = (document("Protokoll"), document("Protokoll"));
        let bytes = one.pdf().expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!((other.fingerprint(), other.pdf().expect("a PDF")), (one.fingerprint(), bytes));
        let drafted = Document { written_on: None, ..document("Protokoll") };
        assert_ne!(drafted.fingerprint(), one.fingerprint());
        drafted.pdf().expect("a PDF without a day");
    }

    #[test]
    fn any_text_can_be_set() {
        let long = "Öppenhetsprincip".repeat(700);
        let texts = [
            "#panic() *a* _b_ `c` $d$ <e> @f // /* \\ ~ -- \"g\" 'h' = - + / [i]",
            "🎓 👩🏽‍🏫 e\u{301} q\u{301}\u{323} مرحبا שלום 漢字 हिन्दी \u{fffd}\u{e000}\u{10ffff}",
            "\u{0}\u{7f}\u{85}\u{ad}\u{200b}\u{200d}\u{2028}\u{202e}\u{2066}\u{feff}\u{fe0f}\u{301}",
            "",
            " ",
            "Rad ett\nRad två\r\nRad tre\tfyra",
            &long,
        ];
        for text in texts {
            let made = document(text).pdf();
            assert!(made.is_ok(), "{}: {:?}", text.chars().take(40).collect::<String>(), made.err());
        }
    }

    #[test]
    fn a_sign_that_no_font_has_is_told_of() {
        assert_eq!(document("Kurs").sheet()["lacking"], Value::Null);
        let told = document("Kurs 🎓🎓 漢").sheet();
        assert_eq!(told["lacking"], LACKING.sv);
        assert_eq!(told["title"], "Kurs \u{fffd} \u{fffd}");
        assert_eq!(told["content"]["sections"][0]["parts"][0]["part"], "heading");
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = Document { parts: vec![Part::text("a".repeat(MOST_BYTES))], ..document("Protokoll") };
        assert!(matches!(long.pdf(), Err(Unset::TooLong)));
    }
}
