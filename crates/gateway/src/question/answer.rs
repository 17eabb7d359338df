//! An answer as it comes: rows page by page, never more than one page in memory.

use questions::{About, Head, Row, Table};

use super::{
    asking::Part,
    refused::{Kind, Refused},
    run::Run,
};

/// Svar: rows, and what they are.
pub struct Answer {
    run: Run,
    about: About,
    first: Option<Vec<Row>>,
    count: u64,
    most: u64,
    cuts: bool,
    is_cut: bool,
}

/// An answer to be drawn: rows that a page shows.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Fields and rows.
    pub table: Table,
    /// What the answer says of itself.
    pub about: About,
    /// How many rows stand before these.
    pub before: u64,
    /// How many rows can be shown, these among them.
    pub count: u64,
    /// Whether there are more rows than can be shown.
    pub is_cut: bool,
}

impl Answer {
    pub(super) async fn begin(mut run: Run, about: About, most: u64, cuts: bool) -> Result<Self, Refused> {
        // What is refused for its size is refused before a row is read: whose names are read is noted as they are.
        if !cuts && run.count().await?.is_some_and(|rows| rows > most) {
            return Err(Refused::new(Kind::TooManyRows { most }));
        }
        let first = run.page().await?;
        let mut answer = Self { run, about, first: None, count: 0, most, cuts, is_cut: false };
        answer.first = Some(answer.counted(first)?);
        Ok(answer)
    }

    /// The rows' fields.
    pub fn head(&self) -> &Head {
        self.run.flattener().head()
    }

    /// What the answer says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The id of the request that is answered.
    pub fn request_id(&self) -> &str {
        self.run.request_id()
    }

    /// Bytes of the rows that are at hand.
    pub fn held(&self) -> u64 {
        self.run.held()
    }

    /// Rows given so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Whether rows were left out because they were more than wished for; known when the rows have come to their end.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The next rows; none when they have come to their end. An error is the end too.
    pub async fn next(&mut self) -> Option<Result<Vec<Row>, Refused>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Some(Ok(first));
        }
        while !self.is_cut && !self.run.ended() {
            match self.run.page().await.and_then(|rows| self.counted(rows)) {
                Ok(rows) if rows.is_empty() => {}
                Ok(rows) => return Some(Ok(rows)),
                Err(refused) => return Some(Err(refused)),
            }
        }
        None
    }

    /// All rows, for a page.
    ///
    /// # Errors
    /// As [`Answer::next`].
    pub async fn table(mut self) -> Result<Drawn, Refused> {
        let mut rows = Vec::new();
        while let Some(page) = self.next().await {
            rows.append(&mut page?);
        }
        let table = Table { head: self.head().clone(), rows };
        Ok(Drawn { before: 0, count: table.rows.len() as u64, table, is_cut: self.is_cut, about: self.about })
    }

    /// The rows that a page shows, of an answer that ends with them; all of it where it is no longer than what is shown at once.
    ///
    /// # Errors
    /// As [`Answer::next`].
    pub(super) async fn part(mut self, part: Part) -> Result<Drawn, Refused> {
        let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        let kept = number(part.at_once.max(part.size));
        let (mut rows, mut before) = (Vec::new(), 0);
        while let Some(page) = self.next().await {
            rows.append(&mut page?);
            if part.page.is_some() && rows.len() > 2 * kept {
                before += rows.drain(..rows.len() - kept).count();
            }
        }
        let count = before + rows.len();
        if let Some(page) = part.page.filter(|_| count > number(part.drawn)) {
            let size = number(part.size.max(1));
            let start = (number(page).clamp(1, count.div_ceil(size).max(1)) - 1) * size;
            rows.drain(..(start - before).min(rows.len()));
            rows.truncate(size);
            before = start;
        }
        let table = Table { head: self.head().clone(), rows };
        Ok(Drawn { table, before: before as u64, count: count as u64, is_cut: self.is_cut, about: self.about })
    }

    fn counted(&mut self, mut rows: Vec<Row>) -> Result<Vec<Row>, Refused> {
        let left = self.most - self.count;
        if rows.len() as u64 > left {
            if !self.cuts {
                return Err(Refused::new(Kind::TooManyRows { most: self.most }));
            }
            rows.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            self.is_cut = true;
        }
        self.count += rows.len() as u64;
        Ok(rows)
    }
}
