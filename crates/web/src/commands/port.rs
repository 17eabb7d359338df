//! What the pages of commands and objects ask of the service behind them.

use chrono::{NaiveDate, NaiveDateTime};
use documents::Document;
use futures_util::future::BoxFuture;
use kernel::{Lang, Timestamp};

use super::briefing::BriefingPage;
use super::file::{FileForm, SentFile};
use super::minutes::MinutesPage;
use crate::port::{Caller, Choice, Refusal};

/// Commands under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about, e.g. *Kompetensbehov*.
    pub heading: String,
    /// They, in the order they are done.
    pub commands: Vec<Offered>,
}

/// A command that one of the caller's roles may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its name in the API.
    pub name: String,
    /// What it does, e.g. *Kvalificera behov*.
    pub title: String,
    /// What that means.
    pub help: Option<String>,
    /// Its form's query string, e.g. with the id of what it is done to.
    pub query: String,
}

/// A command's form.
#[derive(Clone, Debug)]
pub struct CommandForm {
    /// The command's name in the API.
    pub name: String,
    /// What it does, e.g. *Kvalificera behov*.
    pub title: String,
    /// What that means.
    pub help: Option<String>,
    /// What it is done to, where the form knows.
    pub subject: Option<Choice>,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// Of a form for something new: what may be changed by the same command instead.
    pub instead: Option<FormField>,
    /// Whether it only asks what the command is to be done to; the form proper comes after.
    pub chooses: bool,
    /// Where what it asks for is told.
    pub links: Vec<Link>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Where in the input: names of the API, separated by points.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// What it takes, in words.
    pub help: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// What may be filled in in its place, in words, where it or that must be.
    pub instead: Option<String>,
    /// Whether several values may be given.
    pub list: bool,
    /// What it takes.
    pub kind: FieldKind,
    /// As it was written, or as it is now.
    pub values: Vec<String>,
    /// What is stored, in words, where something else was written.
    pub stored: Option<String>,
}

/// What a field of a form takes.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// A line of text.
    Line {
        /// Characters.
        max: usize,
    },
    /// A line of text, with such as are written elsewhere.
    Suggested {
        /// Characters.
        max: usize,
        /// What is written elsewhere.
        known: Vec<String>,
    },
    /// An amount of kronor.
    Money,
    /// Text of several lines.
    Text {
        /// Characters.
        max: usize,
    },
    /// A whole number.
    Number {
        /// The least, where it is bounded.
        min: Option<i32>,
        /// The largest, where it is bounded.
        max: Option<i32>,
    },
    /// Yes or no.
    YesNo,
    /// A day.
    Date {
        /// The first that can be kept.
        min: NaiveDate,
        /// The last.
        max: NaiveDate,
    },
    /// A day and a time, by the Swedish clock.
    Instant {
        /// The first that can be kept.
        min: NaiveDateTime,
        /// The last.
        max: NaiveDateTime,
    },
    /// One of these.
    Choice(Vec<Choice>),
    /// One of many: those found, and how many there are.
    Search {
        /// Those found.
        found: Vec<Choice>,
        /// What was searched for.
        sought: String,
        /// How many answer to the search, or are there where nothing was searched for; more than those found where it is not told.
        total: Option<u64>,
        /// Whether those found are the newest.
        newest: bool,
        /// What is wrong with what was searched for; then nothing was looked for.
        wrong: Option<String>,
    },
    /// Carried along unseen.
    Hidden,
    /// Fields of their own, under the label as a heading.
    Group(Vec<FormField>),
}

/// Characters of what is searched for.
pub const SEARCH_CHARACTERS: usize = 200;

/// The name under which a form sends what is searched for in the field at `path`.
pub fn search_name(path: &str) -> String {
    format!("{path}?")
}

/// The name under which a form sends the words that the list of the field at `path` answers to: what was chosen in it was chosen by
/// them, whatever stands in the search now.
pub fn answered_name(path: &str) -> String {
    format!("{path}!")
}

/// The path of the field whose search has this name.
pub(crate) fn searched_in(name: &str) -> Option<&str> {
    name.strip_suffix('?')
}

impl CommandForm {
    /// What is wrong with what was searched for, each at its search's name.
    pub(crate) fn search_faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        self.fields.iter().chain(&self.instead).for_each(|field| field.search_faults(&mut faults));
        faults
    }

    /// The searches that nothing was found by, by their names.
    pub(crate) fn without_a_hit(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.fields.iter().chain(&self.instead).for_each(|field| field.without_a_hit(&mut names));
        names
    }
}

impl FormField {
    fn search_faults(&self, faults: &mut Vec<FieldFault>) {
        match &self.kind {
            FieldKind::Search { wrong: Some(words), .. } => {
                faults.push(FieldFault { path: search_name(&self.path), words: words.clone() });
            }
            FieldKind::Group(fields) => fields.iter().for_each(|field| field.search_faults(faults)),
            _ => {}
        }
    }

    fn without_a_hit(&self, names: &mut Vec<String>) {
        match &self.kind {
            FieldKind::Search { sought, total: Some(0), wrong: None, .. } if !sought.trim().is_empty() => {
                names.push(search_name(&self.path));
            }
            FieldKind::Group(fields) => fields.iter().for_each(|field| field.without_a_hit(names)),
            _ => {}
        }
    }
}

/// What was sent: names and texts, as a form sends them.
pub type Given = [(String, String)];

/// What is wrong with a field, or with the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Where; empty for the whole.
    pub path: String,
    /// What is wrong and what to do, in the caller's language.
    pub words: String,
}

/// What a command left, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing that has a page.
    Nothing,
    /// What the caller reaches the page of.
    Page(String),
    /// What the caller may write and not read.
    Unread(String),
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq)]
pub enum NotDone {
    /// The reader can mend it.
    Faults(Vec<FieldFault>),
    /// Someone else changed it meanwhile.
    Changed(Vec<FieldFault>),
    /// She cannot.
    Refused(Refusal),
}

/// An object as its page shows it.
#[derive(Clone, Debug)]
pub struct ObjectPage {
    /// Its id.
    pub id: String,
    /// What kind of thing it is, e.g. *Kompetensbehov*.
    pub kind: String,
    /// What stands for it among others.
    pub title: String,
    /// Its fields with a value.
    pub facts: Vec<Fact>,
    /// What belongs to it.
    pub relations: Vec<Relation>,
    /// What happened to it, the latest first.
    pub history: Vec<Happened>,
    /// What is said where nothing was noted.
    pub not_noted: Option<String>,
    /// The states it can go to from here, in words.
    pub steps: Vec<String>,
    /// What the caller's roles may do with it.
    pub commands: Vec<Offered>,
    /// Whether it has a page for a wall, for this caller.
    pub has_wall: bool,
    /// What is told of it at other addresses of ours.
    pub links: Vec<Link>,
}

/// Where more is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What, in words.
    pub label: String,
    /// A path of ours.
    pub address: String,
}

/// A reflection as the page shows it that a group has on a wall.
#[derive(Clone, Debug)]
pub struct WallPage {
    /// Its id.
    pub id: String,
    /// Its state, in words.
    pub status: String,
    /// What kind it is, in words.
    pub kind: String,
    /// Where it is held.
    pub workplace: String,
    /// The question, where there is one.
    pub question: Option<String>,
    /// Those that the group goes on with, in order.
    pub further: Vec<String>,
    /// What is seen or read first.
    pub material: Option<WallMaterial>,
    /// How long the group reflects on each question, in minutes; absent once that is over.
    pub minutes: Option<i32>,
    /// What is noted so far: days, numbers and insights.
    pub notes: Vec<Fact>,
    /// What was agreed.
    pub changes: Vec<WallChange>,
    /// The acts that its state allows, with what their forms are filled in with.
    pub commands: Vec<Offered>,
}

/// Something to see or read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallMaterial {
    /// What kind it is, in words.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Where it is found.
    pub url: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<i32>,
}

/// A change that was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallChange {
    /// What is to be otherwise.
    pub what: String,
    /// The function that sees to it.
    pub responsible: String,
    /// By when.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Whether its day has passed and it is not done.
    pub is_overdue: bool,
    /// What came of it.
    pub result: Option<String>,
    /// To note that it is done, while it is not.
    pub complete: Option<Offered>,
}

/// A field and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub label: String,
    /// Its value.
    pub value: FactValue,
    /// The id of what it points at, if anything.
    pub leads_to: Option<String>,
}

/// A field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// In words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// An instant.
    Instant(Timestamp),
    /// Several things in words, in order.
    Several(Vec<String>),
    /// Several things in order, a row each, under what their columns are called.
    Table {
        /// Of each column.
        head: Vec<String>,
        /// Of each row as many as there are columns; none where there is nothing to tell.
        rows: Vec<Vec<Option<Fact>>>,
    },
}

/// Objects that belong to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The field of the API that tells them.
    pub field: String,
    /// What they are.
    pub label: String,
    /// The first of them, by id.
    pub first: Vec<Choice>,
    /// How many the caller reaches.
    pub total: u64,
}

/// A page of the objects that belong to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedPage {
    /// The other.
    pub of: Choice,
    /// Those on the page.
    pub relation: Relation,
    /// After what the next page begins, where there is one.
    pub next: Option<String>,
}

/// Something that happened to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// What, in words.
    pub what: String,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// What can be done with each row of a question's answer: a command's form, filled in from the row and from what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowForm {
    /// The command's name in the API.
    pub name: String,
    /// What it does, in words.
    pub title: String,
    /// The fields of the form, by their paths, that columns of the row fill in, by their names.
    pub columns: Vec<(String, String)>,
    /// The fields of the form, by their paths, that parameters of the question fill in, by their addresses.
    pub parameters: Vec<(String, String)>,
}

/// The commands of the API as forms, and its objects as pages. Rights, rules, trail and repetition are the API's own.
pub trait Commands: Send + Sync + 'static {
    /// How the ids of the kinds begin that have a page, for whoever reaches it: what stands before the first underscore.
    fn paged(&self) -> &'static [&'static str];

    /// What the caller's roles may do.
    fn offered<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, Result<Vec<Group>, Refusal>>;

    /// A command's form: new, with what the address fills in and the rest as it is now; or, where it was `sent`, as it was written.
    fn form<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
        sent: bool,
    ) -> BoxFuture<'a, Result<CommandForm, Refusal>>;

    /// Does it, once for each number `once`.
    fn submit<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
        once: &'a str,
    ) -> BoxFuture<'a, Result<Left, NotDone>>;

    /// What the caller's roles may do with each row of the answer to the question with this address; nothing of most questions.
    fn of_rows<'a>(&'a self, caller: &'a Caller, slug: &'a str) -> BoxFuture<'a, Option<RowForm>>;

    /// What a form sent, by its fields' labels and in words: for whoever is no longer signed in.
    fn written(&self, lang: Lang, name: &str, given: &Given) -> Vec<(String, String)>;

    /// A page of what belongs to an object by one of its fields, after a place in that list.
    fn related<'a>(
        &'a self,
        caller: &'a Caller,
        id: &'a str,
        field: &'a str,
        after: Option<&'a str>,
    ) -> BoxFuture<'a, Result<RelatedPage, Refusal>>;

    /// A reflection that the caller leads, for a wall.
    fn wall<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<WallPage, Refusal>>;

    /// The minutes of a council's meeting within the caller's reach.
    fn minutes<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<MinutesPage, Refusal>>;

    /// Typesets a document of what the caller has read, as tagged PDF, within the bounds of what she may ask for.
    fn typeset<'a>(&'a self, caller: &'a Caller, document: Document) -> BoxFuture<'a, Result<Vec<u8>, Refusal>>;

    /// What happened before a meeting within the caller's reach, or before the next of a council or an industry council.
    fn briefing<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<BriefingPage, Refusal>>;

    /// The form by which the caller hands in a paper's file.
    fn file_form<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<FileForm, Refusal>>;

    /// Hands in a paper's file, once; the same file again changes nothing.
    fn hand_in<'a>(&'a self, caller: &'a Caller, id: &'a str, file: SentFile) -> BoxFuture<'a, Result<(), NotDone>>;

    /// An object within the caller's reach.
    fn object<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<ObjectPage, Refusal>>;
}
