//! Frågor: named questions answered as rows and as files, through the same executor as GraphQL.
//!
//! [`QuestionService`] is the core, without HTTP: who asks ([`Asker`]), which question, with which [`questions::Arguments`].
//!
//! ```text
//! let question  = service.question(slug, &asker).await?;                  // 404, 401 or 403
//! let arguments = service.read(&question, &pairs)?;                       // 400, each parameter with its words
//! let asking    = service.asking(&asker, question, arguments, options).await?;
//! let tag       = asking.tag(Some(format));                            // for ETag; nothing has been run yet
//! let mut answer = asking.run().await?;                                // the first page has been run
//! while let Some(rows) = answer.next().await { encode(rows?) }         // the rest, page by page
//! ```
//!
//! A page that draws a table asks with [`AnswerOptions::page`] and takes [`Asking::draw`]: the rows that it shows, and where they are few all,
//! for its chart; of what is noted in the read log, such as names, those rows only that the page shows. A file asks with [`AnswerOptions::file`]: more rows than the most is a refusal, never a silent loss.
//!
//! *Same rules.* The document runs as the caller, through the executor behind `/graphql`: same actor, reach, read log,
//! disclosure control, cost and budget. Two differences are internal: the connection that a question pages through is
//! turned by [`QuestionLimits::page_rows`] rows instead of 100; and where every column is a field that says a stored column
//! (`objects/stored.rs`), the page's rows are read as columns and handed over beside the answer (`graph/sink.rs`), for
//! to make each row an answer and take it apart again costs three times the rest. When the caller's budget is empty in the middle of a long
//! answer the service waits for it to refill; at the start it refuses.
//!
//! *As-of time.* An answer stands as of the later of the last committed change and the day's beginning: the same for the same
//! data, so that the same tag always means the same bytes.
//!
//! *Tag.* What makes an answer: question, version, document, variables, language, format, the caller and the roles held, the
//! data's watermark, the day, and the schema. It changes with every committed change, and never reveals any of it.
//!
//! [`http`] gives the service its addresses, `/fragor/{slug}.{csv|xlsx|parquet|jsonl|json}`, and describes them.

mod answer;
mod asking;
mod counting;
mod document;
#[cfg(test)]
mod headings;
pub mod http;
mod labels;
mod port;
mod refused;
mod run;
mod service;
mod words;

pub use answer::{Answer, Drawn};
pub use asking::{AnswerOptions, Asking, Part, Since};
pub use port::{AccessTokens, NoSaved, NoTokens, Presented, Saved};
pub use refused::{Budget, Kind, Refused, Wrong};
pub(crate) use service::prepare;
pub use service::{Asker, Listed, QuestionLimits, QuestionParts, QuestionService};
