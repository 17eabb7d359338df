//! Running a question's document, page after page, as the caller.

use std::{sync::Arc, time::Duration};

use async_graphql::Name;
use chrono::SecondsFormat;
use edge::{Answer, Call, ColumnSink, LargePage};
use kernel::Lang;
use questions::{Arguments, Flattener, Question, Row};
use serde_json::{Map, Value};
use tokio::time::{Instant, sleep};

use super::{
    asking::Since,
    counting, document,
    refused::{Refused, internal},
    service::{Asker, QuestionService},
};

/// Between two tries, when nobody says how long to wait.
const PAUSE: Duration = Duration::from_secs(1);

/// Rows left out at once: each takes memory, though nothing but its place is read.
const MOST_SKIPPED: u32 = 10_000;

/// A document being run.
pub(super) struct Run {
    service: Arc<QuestionService>,
    asker: Asker,
    question: Question,
    variables: Map<String, Value>,
    flattener: Flattener,
    /// The connection it pages through, and by how many rows.
    pages: Option<LargePage>,
    after: Option<String>,
    begun: bool,
    ended: bool,
    held: u64,
}

impl Run {
    pub fn new(
        service: Arc<QuestionService>,
        asker: Asker,
        question: Question,
        arguments: &Arguments,
        since: Option<Since>,
        most: u64,
    ) -> Self {
        let mut variables = arguments.variables();
        if question.declares("lang") {
            let lang = if asker.lang == Lang::Sv { "SV" } else { "EN" };
            variables.insert("lang".to_owned(), lang.into());
        }
        if let Some(since) = since {
            variables.insert("updatedSince".to_owned(), since.to_rfc3339_opts(SecondsFormat::Micros, true).into());
        }
        // One more than the most tells whether there are more.
        let rows = u64::from(service.parts.limits.page_rows).min(most.saturating_add(1)).max(1);
        let rows = u32::try_from(rows).unwrap_or(service.parts.limits.page_rows);
        let flattener = Flattener::new(&question).in_language(asker.lang);
        let pages = question.paging().map(|paging| LargePage { at: paging.connection, most: rows, sink: None });
        Self { service, asker, question, variables, flattener, pages, after: None, begun: false, ended: false, held: 0 }
    }

    pub fn flattener(&self) -> &Flattener {
        &self.flattener
    }

    /// The id of the request that is answered.
    pub fn request_id(&self) -> &str {
        &self.asker.request_id
    }

    /// How many rows there will be, where they are the one list that the pages are turned of.
    pub async fn count(&self) -> Result<Option<u64>, Refused> {
        if self.question.rows().lists.len() == 1 { self.length().await } else { Ok(None) }
    }

    /// How long the connection is that the pages are turned of, where there is one. Refused as reading it would be.
    pub async fn length(&self) -> Result<Option<u64>, Refused> {
        let Some(page) = &self.pages else { return Ok(None) };
        let Some(document) = counting::document(self.question.document(), &page.at) else { return Ok(None) };
        let mut call = self.call();
        call.operation.query = document;
        call.operation.variables.insert(Name::new("first"), 1.into());
        let data = self.data(self.service.parts.executor.run(call).await)?;
        let connection = page.at.iter().try_fold(&data, |value, name| value.get(name));
        Ok(connection.and_then(|found| found.get(counting::ROWS)?.as_u64()))
    }

    /// Bytes of the last page.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Leaves out the first `rows` of the connection, whose fields are not read.
    pub async fn skip(&mut self, rows: u64) -> Result<(), Refused> {
        let turning = |page: &LargePage| Some((page.clone(), counting::turning(self.question.document(), &page.at)?));
        let Some((page, document)) = self.pages.as_ref().and_then(turning) else { return Ok(()) };
        let mut left = rows;
        while left > 0 && !self.ended {
            let rows = u32::try_from(left).unwrap_or(u32::MAX).min(MOST_SKIPPED);
            let mut call = self.call();
            call.operation.query = document.clone();
            call.operation.variables.insert(Name::new("first"), rows.into());
            let page = LargePage { most: rows, sink: None, ..page.clone() };
            let data = self.data(self.service.parts.executor.run_bulk(call, page.clone()).await)?;
            let connection = page.at.iter().try_fold(&data, |value, name| value.get(name));
            let end =
                connection.and_then(|found| found.get(counting::END)?.get("endCursor")?.as_str().map(str::to_owned));
            self.ended = end.is_none();
            self.after = end;
            left -= u64::from(rows);
        }
        Ok(())
    }

    /// The next page has so many rows at most.
    pub fn at_most(&mut self, rows: usize) {
        if let (Some(page), Ok(rows)) = (&mut self.pages, u32::try_from(rows)) {
            page.most = page.most.min(rows.max(1));
        }
    }

    /// Whether there is nothing left to run.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The next page's rows, which may be none though there are more.
    pub async fn page(&mut self) -> Result<Vec<Row>, Refused> {
        let sink = self.column_sink();
        let (data, held) = self.patiently().await?;
        self.held = held;
        let rows = match sink.and_then(|sink| sink.take()) {
            Some(rows) => self.flattener.rows_of_columns(rows)?,
            None => self.flattener.rows(&data)?,
        };
        let next = self.flattener.next_cursor(&data)?;
        if next.is_some() && next == self.after {
            return Err(internal(&format!("the question {} does not turn its page", self.question.slug())));
        }
        self.begun = true;
        self.ended = next.is_none();
        self.after = next;
        Ok(rows)
    }

    /// A place for the next page's rows, where the question wants nothing but what stands in them.
    fn column_sink(&mut self) -> Option<Arc<ColumnSink>> {
        let page = self.pages.as_mut()?;
        page.sink = self.flattener.columns().map(|wanted| Arc::new(ColumnSink::wanting(wanted)));
        page.sink.clone()
    }

    /// In the middle of an answer, waits where waiting helps; at its start the caller is told.
    async fn patiently(&self) -> Result<(Value, u64), Refused> {
        let until = Instant::now() + Duration::from_secs(self.service.parts.limits.patience_seconds);
        loop {
            let refused = match self.execute().await {
                Ok(data) => return Ok(data),
                Err(refused) => refused,
            };
            let pause = refused.retry_after.map_or(PAUSE, Duration::from_secs);
            if !self.begun || !refused.passes() || Instant::now() + pause > until {
                return Err(refused);
            }
            sleep(pause).await;
        }
    }

    async fn execute(&self) -> Result<(Value, u64), Refused> {
        let executor = &self.service.parts.executor;
        let answer = match &self.pages {
            Some(page) => executor.run_bulk(self.call(), page.clone()).await,
            None => executor.run(self.call()).await,
        };
        let held = answer.held;
        Ok((self.data(answer)?, held))
    }

    fn call(&self) -> Call {
        let mut variables = self.variables.clone();
        if let Some(page) = &self.pages {
            variables.insert("first".to_owned(), page.most.into());
            variables.extend(self.after.clone().map(|after| ("after".to_owned(), after.into())));
        }
        document::call(&self.asker, self.question.document(), variables, None)
    }

    fn data(&self, answer: Answer) -> Result<Value, Refused> {
        document::data(answer, self.question.slug())
    }
}

/// The answer as JSON; texts are moved, not copied.
pub(super) fn json(value: async_graphql::Value) -> Value {
    use async_graphql::Value as Graph;
    match value {
        Graph::Object(fields) => fields.into_iter().map(|(name, value)| (name.to_string(), json(value))).collect(),
        Graph::List(items) => Value::Array(items.into_iter().map(json).collect()),
        Graph::String(text) => Value::String(text),
        Graph::Number(number) => Value::Number(number),
        Graph::Boolean(value) => Value::Bool(value),
        Graph::Null => Value::Null,
        other => other.into_json().unwrap_or_default(),
    }
}
