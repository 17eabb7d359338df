//! What the pages ask of the service behind them. Nothing here knows how an answer is made.

use std::{fmt, net::IpAddr};

use futures_util::future::BoxFuture;
use kernel::Lang;
use questions::{About, Arguments, ParameterError, Question, Table, definition::IdOf};

/// Frågaren: who asks, as far as a page knows.
#[derive(Clone, Default)]
pub struct Caller {
    /// The bearer token, from the session or the request's own header. Absent: anyone.
    pub token: Option<String>,
    /// From where, so that one stranger cannot use up what all strangers may ask.
    pub address: Option<IpAddr>,
    /// Language of labels and messages.
    pub lang: Lang,
    /// The request's id, for the log and for the reader's questions.
    pub request_id: String,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = if self.token.is_some() { "(set)" } else { "(none)" };
        write!(f, "Caller({token}, {:?}, {})", self.lang, self.request_id)
    }
}

/// Svar: as many rows as were asked for, and what is said about them.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The rows, in the answer's order: all of them, or at least those that are shown.
    pub table: Table,
    /// How many rows stand before these.
    pub before: usize,
    /// How many rows there are, these among them, or as many as were counted.
    pub count: usize,
    /// Whether there are more rows than were counted.
    pub more: bool,
    /// When it was answered, for whom, and how small numbers are protected.
    pub about: About,
}

/// Rader: which of an answer's rows a page has a use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// So many are shown on a page of the table.
    pub size: usize,
    /// Which page of the table, from 1; beyond the last it is the last. `None` for all of them at once.
    pub page: Option<usize>,
    /// Most rows that are shown at once.
    pub at_once: usize,
    /// An answer of at most so many rows is wanted whole, for its chart.
    pub drawn: usize,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no such question, for this caller.
    Unknown,
    /// The question is for those who have signed in.
    SignIn,
    /// The token's time is over, or it proves nothing.
    SignInAgain,
    /// The token is longer than is read; the words say why, in the caller's language.
    TokenTooLong(String),
    /// Signed in, but no role reaches what is asked for.
    NoReach,
    /// Values that cannot be used.
    Parameters(Vec<ParameterError>),
    /// Cannot be asked like this; the words say why, in the caller's language.
    NotLikeThis(String),
    /// More than the service answers at once.
    TooManyRows,
    /// Asked too often; so many seconds to wait.
    TooManyRequests(u64),
    /// Has been given all that is given in a day; so many seconds until there is more, and words that say so, in the caller's
    /// language.
    NoMoreToday(u64, String),
    /// Something the answer needs is away; so many seconds to wait.
    Away(u64),
    /// A fault of ours, which is in the log.
    Broken,
}

/// What a form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceOf<'a> {
    /// Those of this kind that the caller reaches.
    Id(IdOf),
    /// A code list, e.g. `MUNICIPALITY`.
    Scheme(&'a str),
}

/// Val: one of what a form offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the query string writes it.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// Frågebiblioteket, as the pages need it.
pub trait Library: Send + Sync + 'static {
    /// The questions this caller may know of, in the library's order.
    fn list<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, Result<Vec<Question>, Refusal>>;

    /// The question at an address.
    fn find<'a>(&'a self, caller: &'a Caller, slug: &'a str) -> BoxFuture<'a, Result<Question, Refusal>>;

    /// The answer's rows that a page has a use for. Of what every reading of is noted, such as people's names, the rows that are
    /// shown and no others; where also a chart is drawn, from those.
    fn answer<'a>(
        &'a self,
        caller: &'a Caller,
        question: &'a Question,
        arguments: &'a Arguments,
        rows: Rows,
    ) -> BoxFuture<'a, Result<Answer, Refusal>>;

    /// What the answer is refused for, where its rows are not to be read since each reading is noted; `None` where reading them
    /// leaves no trace.
    fn probe<'a>(
        &'a self,
        caller: &'a Caller,
        question: &'a Question,
        arguments: &'a Arguments,
    ) -> BoxFuture<'a, Option<Result<(), Refusal>>>;

    /// Those of this kind that a role of the caller's own is about, such as the project that she leads.
    fn own<'a>(&'a self, caller: &'a Caller, of: IdOf) -> BoxFuture<'a, Result<Vec<String>, Refusal>>;

    /// What a form offers, sorted for reading. Empty where there is nothing to offer.
    fn choices<'a>(&'a self, caller: &'a Caller, of: ChoiceOf<'a>) -> BoxFuture<'a, Result<Vec<Choice>, Refusal>>;
}
