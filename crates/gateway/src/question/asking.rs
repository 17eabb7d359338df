//! A question about to be asked: what it will say of itself, and the tag that tells whether it needs to be asked at all.

use std::sync::Arc;

use ::statistics::rollup::Publication;
use access::Actor;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{Datelike, SecondsFormat, TimeDelta};
use kernel::{Error, Timestamp, swedish_time::swedish_midnight};
use questions::{About, Arguments, Format, Question, Table};
use sha2::{Digest, Sha256};
use store::{Db, Watermark};

use super::{
    answer::{Answer, Drawn},
    refused::{Kind, Refused},
    run::Run,
    service::{Asker, QuestionLimits, QuestionService},
    words,
};

/// A change may become visible so long after the instant it carries; what changed so lately is fetched again.
const OVERLAP: TimeDelta = TimeDelta::minutes(1);

/// From when on changes are wished for.
pub type Since = Timestamp;

/// What is wished for besides the question.
#[derive(Clone, Debug)]
pub struct AnswerOptions {
    /// Most rows.
    pub most: u64,
    /// Whether more rows than the most are left out and said to be so; otherwise they are a refusal.
    pub cuts: bool,
    /// Only what was changed since.
    pub since: Option<Since>,
    /// The address, for the answer's own account of itself.
    pub address: String,
}

/// Which of its rows a page shows.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Rows on a page.
    pub size: u64,
    /// From 1; beyond the last it is the last. `None` for as many rows as are shown at once.
    pub page: Option<u64>,
    /// Most rows that are shown at once.
    pub at_once: u64,
    /// So many rows and no more are read besides those on the page, for a chart of all of them.
    pub drawn: u64,
}

impl AnswerOptions {
    /// For a page: it comes to as many rows as a file may have.
    pub fn page(limits: &QuestionLimits) -> Self {
        Self { most: limits.file_rows, cuts: true, since: None, address: String::new() }
    }

    /// For a file: all of it, or a refusal.
    pub fn file(limits: &QuestionLimits) -> Self {
        Self { most: limits.file_rows, cuts: false, since: None, address: String::new() }
    }
}

/// A question about to be asked.
pub struct Asking {
    service: Arc<QuestionService>,
    asker: Asker,
    question: Question,
    arguments: Arguments,
    options: AnswerOptions,
    about: About,
    actor: Actor,
    mark: Watermark,
}

/// Words of a document that are answered as of now: measures that are open, and names of entities.
const AS_OF_NOW: [&str; 13] = [
    "PLACES",
    "PARTICIPANTS_TARGET",
    "PARTICIPANTS_AGAINST_TARGET",
    "HOURS_TARGET",
    "HOURS_AGAINST_TARGET",
    "PROJECT",
    "COUNCIL",
    "MEMBER_COUNCIL",
    "INDUSTRY_COUNCIL",
    "HUB",
    "ORGANISATION",
    "PROVIDER",
    "EFFORT",
];

/// Whether the answer, to someone who has not signed in, is of nothing but figures of others' records, which stand still between
/// two publications: its tag tells nothing finer.
fn is_of_others_figures(question: &Question) -> bool {
    let rows = question.definition().rows.as_ref().map(ToString::to_string);
    let mut words = question.document().split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    rows.is_some_and(|rows| rows.starts_with("statistics.")) && !words.any(|word| AS_OF_NOW.contains(&word))
}

/// How far figures of others' records have come, as a mark.
async fn published(db: &Db) -> Result<Watermark, Error> {
    let cutoff = Publication::new(db).cutoff().await?;
    let position = cutoff.map_or(0, |cutoff| i64::from(cutoff.day.num_days_from_ce()));
    Ok(Watermark { position, recent: i64::from(cutoff.is_some()), at: None })
}

impl Asking {
    pub(super) async fn new(
        service: &Arc<QuestionService>,
        asker: &Asker,
        question: Question,
        arguments: Arguments,
        options: AnswerOptions,
    ) -> Result<Self, Refused> {
        if options.since.is_some() && !question.declares("updatedSince") {
            return Err(Refused::parameter(
                "updatedSince",
                questions::error::QUESTION_IS_NOT_INCREMENTAL,
                "Frågan kan bara hämtas hel; ta bort den.",
                "The question can only be fetched whole; leave it out.",
            ));
        }
        let asker = &QuestionService::beside_its_token(&question, asker);
        let actor = service.parts.roles.of(asker.identity.as_ref()).await?;
        let mark = match asker.identity.is_none() && is_of_others_figures(&question) {
            true => published(&service.parts.db).await?,
            false => service.parts.db.watermark().await?,
        };
        let begun = swedish_midnight(service.parts.db.clock().today());
        let as_of = mark.at.map_or(begun, |at| at.max(begun));
        let about = About {
            scope: words::scope(&actor, asker.lang),
            protection: words::protection(&question, asker.lang).to_owned(),
            address: options.address.clone(),
            ..About::new(&question, &arguments, asker.lang, as_of)
        };
        Ok(Self {
            service: Arc::clone(service),
            asker: asker.clone(),
            question,
            arguments,
            options,
            about,
            actor,
            mark,
        })
    }

    /// The question.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Whether it is known before the first row how many there are: whether they are one list of the schema's own, or come at
    /// once.
    pub fn is_counted(&self) -> bool {
        self.question.paging().is_none() || self.question.rows().lists.len() == 1
    }

    /// What was asked for.
    pub fn arguments(&self) -> &Arguments {
        &self.arguments
    }

    /// What the answer will say of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The tag of the answer in this format; without a format, of a page. Equal tags, equal bytes.
    pub fn tag(&self, format: Option<Format>) -> String {
        let mut hash = self.hash(format);
        hash.part(format!("{:?} {}", self.mark, self.about.asked_at));
        hash.finish()
    }

    /// As [`Asking::tag`], whatever the data: the same question by the same caller in the same format.
    pub(super) fn series(&self, format: Format) -> String {
        self.hash(Some(format)).finish()
    }

    fn hash(&self, format: Option<Format>) -> Hash {
        let mut held: Vec<String> = self.actor.assignments.iter().map(|held| format!("{held:?}")).collect();
        held.sort_unstable();
        let mut hash = Hash(Sha256::new());
        hash.part(self.service.schema);
        hash.part(env!("CARGO_PKG_VERSION"));
        hash.part(self.question.slug());
        hash.part(self.about.version.to_string());
        hash.part(self.question.document());
        hash.part(self.arguments.canonical());
        hash.part(format!("{format:?} {:?} {} {}", self.asker.lang, self.options.most, self.options.cuts));
        hash.part(format!("{:?}", self.options.since));
        hash.part(&self.about.address);
        hash.part(self.actor.principal());
        hash.part(held.join("\n"));
        hash.part(format!("{:?}", self.asker.purpose));
        hash
    }

    /// What to send as `updatedSince` next time to get only what is new, where the question can tell: so long ago that no
    /// change on its way could be missed. Not the last change's instant, which may be a change to what the caller does not
    /// reach.
    pub fn cursor(&self) -> Option<String> {
        let from = self.service.parts.db.clock().now() - OVERLAP;
        self.question.declares("updatedSince").then(|| from.to_rfc3339_opts(SecondsFormat::Micros, true))
    }

    /// Asks: runs the first page.
    ///
    /// # Errors
    /// What the executor says; `TOO_MANY_ROWS`.
    pub async fn run(self) -> Result<Answer, Refused> {
        let most = self.options.most;
        let run = Run::new(self.service, self.asker, self.question, &self.arguments, self.options.since, most);
        Answer::begin(run, self.about, most, self.options.cuts).await
    }

    /// Whether the answer has what every reading of is noted, such as people's names: then no rows are read but those that are
    /// shown.
    pub fn is_noted(&self) -> bool {
        self.service.labelling.is_noted(&self.question)
    }

    /// Asks for what a page shows. Of what is noted, the part's rows are read and no others.
    ///
    /// # Errors
    /// As [`Asking::run`].
    pub async fn draw(mut self, part: Part) -> Result<Drawn, Refused> {
        if self.question.paging().is_none() {
            return self.run().await?.table().await;
        }
        if self.is_counted() {
            return self.turn(part).await;
        }
        // How many rows lists within lists have is known once they are read.
        let end = part.page.map_or(part.at_once, |page| page.saturating_mul(part.size));
        self.options.most = self.options.most.min(end.max(part.at_once));
        self.run().await?.part(part).await
    }

    /// A page of what can be turned to it.
    async fn turn(self, part: Part) -> Result<Drawn, Refused> {
        let (most, is_noted) = (self.options.most, self.is_noted());
        let mut run = Run::new(self.service, self.asker, self.question, &self.arguments, self.options.since, most);
        let all = run.count().await?.unwrap_or_default();
        let count = all.min(most);
        let size = part.size.clamp(1, most.max(1));
        let last = count.div_ceil(size).max(1);
        let (before, rows) = match part.page {
            _ if !is_noted && count <= part.drawn => (0, count),
            Some(page) => ((page.clamp(1, last) - 1) * size, size),
            None => (0, part.at_once),
        };
        run.skip(before).await?;
        let wanted = usize::try_from(rows.min(count - before)).unwrap_or(usize::MAX);
        let mut table = Table { head: run.flattener().head().clone(), rows: Vec::new() };
        while table.rows.len() < wanted && !run.ended() {
            run.at_most(wanted - table.rows.len());
            table.rows.append(&mut run.page().await?);
        }
        table.rows.truncate(wanted);
        Ok(Drawn { table, before, count, is_cut: all > most, about: self.about })
    }

    /// What [`Asking::run`] is refused for, as far as it shows without reading what is noted.
    ///
    /// # Errors
    /// As [`Asking::run`].
    pub async fn probe(self) -> Result<(), Refused> {
        let most = self.options.most;
        let is_noted = self.is_noted();
        if self.question.paging().is_none() || !(is_noted || self.is_counted()) {
            return if is_noted { Ok(()) } else { self.run().await.map(drop) };
        }
        let (is_counted, cuts) = (self.is_counted(), self.options.cuts);
        let run = Run::new(self.service, self.asker, self.question, &self.arguments, self.options.since, most);
        match run.length().await? {
            Some(rows) if is_counted && !cuts && rows > most => Err(Refused::new(Kind::TooManyRows { most })),
            _ => Ok(()),
        }
    }
}

/// A digest of parts that cannot run into each other.
struct Hash(Sha256);

impl Hash {
    fn part(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
    }

    fn finish(self) -> String {
        URL_SAFE_NO_PAD.encode(&self.0.finalize()[..24])
    }
}
