//! What happened before a council's meeting, as its page shows it.

use chrono::NaiveDate;

/// A briefing before a meeting: what the reader reaches of each part.
#[derive(Clone, Debug)]
pub struct BriefingPage {
    /// Who meets.
    pub body: String,
    /// The id of who meets, whose page the reader can go to.
    pub body_id: String,
    /// The meeting; absent where none is planned that the reader reaches.
    pub meeting: Option<BriefedMeeting>,
    /// The last meeting that was held.
    pub previous: Option<BriefedMeeting>,
    /// The parts, in order.
    pub sections: Vec<BriefingSection>,
}

/// A meeting that a briefing is of, or goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefedMeeting {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub meets_on: NaiveDate,
}

/// A part of a briefing: a table under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingSection {
    /// What it tells.
    pub heading: String,
    /// How that is to be read, where it must be said.
    pub note: Option<String>,
    /// What each column holds.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column; the first cell names the row.
    pub rows: Vec<Vec<BriefingCell>>,
    /// How many rows there are, where more may be than are shown.
    pub total: Option<u64>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefingCell {
    /// What stands in it: several things stand under each other.
    pub lines: Vec<BriefingLine>,
    /// Whether it is a number.
    pub is_number: bool,
}

/// A line of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingLine {
    /// In words.
    pub text: String,
    /// The id of what it is about, if it has a page.
    pub leads_to: Option<String>,
}
