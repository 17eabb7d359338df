//! The minutes of a council's meeting, as their page shows them.

use chrono::NaiveDate;
use kernel::Timestamp;

/// Minutes, generated from the record: in draft for the council's own people, approved for everyone.
#[derive(Clone, Debug)]
pub struct MinutesPage {
    /// The meeting's id.
    pub id: String,
    /// The meeting's title.
    pub title: String,
    /// Who met.
    pub body: String,
    /// The council that an industry council stands under.
    pub parent: Option<String>,
    /// The day of the meeting.
    pub meets_on: NaiveDate,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Where.
    pub place: Option<String>,
    /// How people met, in words.
    pub mode: String,
    /// Whether they are not approved yet.
    pub is_draft: bool,
    /// The first and the last of its paragraphs.
    pub paragraphs: Option<(i64, i64)>,
    /// The mandates that were there or expected.
    pub presences: Vec<MinutesPresence>,
    /// Its paragraphs, in order.
    pub items: Vec<MinutesItem>,
    /// The day that the chair approved them.
    pub chair_approved_on: Option<NaiveDate>,
    /// The day that the verifier approved them.
    pub verifier_approved_on: Option<NaiveDate>,
    /// The day that they were announced.
    pub announced_on: Option<NaiveDate>,
}

/// A mandate at the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesPresence {
    /// The organisation that holds it.
    pub organisation: String,
    /// Who sat for it, where the reader is told.
    pub name: Option<String>,
    /// Ordinary, substitute or co-opted, in words.
    pub standing: String,
    /// Whom a substitute served for.
    pub serves_for: Option<String>,
    /// Its task, in words.
    pub function: Option<String>,
    /// Whether it was there.
    pub attended: bool,
    /// Whether it had a vote.
    pub has_vote: bool,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesItem {
    /// Its number in the year.
    pub paragraph: Option<i64>,
    /// Its title.
    pub title: String,
    /// What kind it is, in words.
    pub kind: String,
    /// The postponed item that it took up, and the day that was postponed.
    pub continues: Option<(String, Option<NaiveDate>)>,
    /// What it is about.
    pub text: Option<String>,
    /// What was said.
    pub discussion: Option<String>,
    /// What was decided.
    pub decisions: Vec<MinutesDecision>,
    /// What it rested on.
    pub papers: Vec<MinutesPaper>,
    /// On what grounds, in words, papers are not published: one a paper, to who reads none of them.
    pub withheld: Vec<String>,
    /// What was noted: the kind in words, of which organisation, and what.
    pub notes: Vec<(String, String, Option<String>)>,
}

impl MinutesItem {
    /// Every text that somebody wrote.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let of_decisions = self.decisions.iter_mut().flat_map(|one| [Some(&mut one.text), one.reason.as_mut()]);
        let of_notes = self.notes.iter_mut().map(|(_, _, text)| text.as_mut());
        let own = [Some(&mut self.title), self.text.as_mut(), self.discussion.as_mut()];
        let of_papers = self.papers.iter_mut().map(|one| Some(&mut one.title));
        own.into_iter().chain(of_decisions).chain(of_notes).chain(of_papers).flatten()
    }
}

/// A paper that the item had before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesPaper {
    /// Its title.
    pub title: String,
    /// What kind it is, in words.
    pub kind: String,
    /// The day that it bears.
    pub dated_on: Option<NaiveDate>,
    /// Which edition it is.
    pub edition: i64,
    /// Where its file is, where it has one.
    pub address: Option<String>,
    /// Whether the council's own people only read it.
    pub is_own: bool,
}

/// A decision, or a proposal that was postponed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesDecision {
    /// What was proposed.
    pub text: String,
    /// What was decided, in words.
    pub status: String,
    /// What has become of it since, in words: the minutes do not know that.
    pub since: Option<String>,
    /// Why it is what it is now, where a reason was given.
    pub reason: Option<String>,
    /// Votes for and against.
    pub counted: Option<(i64, i64)>,
    /// What the chair decided where votes were even, in words.
    pub casting_vote: Option<String>,
    /// Each organisation's vote, in words.
    pub votes: Vec<(String, String)>,
}
