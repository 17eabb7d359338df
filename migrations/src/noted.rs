//! Sums of what is told as it is, kept beside the records: a ledger that notes each change, and tables that it is folded into.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

/// A table of records, and what they are divided by.
pub(crate) struct Noted {
    pub(crate) records: &'static str,
    /// Columns of the records, each with its type.
    pub(crate) own: &'static [(&'static str, &'static str)],
    /// What is said of a record, each with its type and the expression on SQLite and on PostgreSQL.
    pub(crate) said: &'static [(&'static str, &'static str, [&'static str; 2])],
    /// What that is said of, and what tells which records count, beside the columns.
    pub(crate) said_of: &'static [&'static str],
    /// Which records count.
    pub(crate) counted: &'static str,
    /// A table of sums, and the columns that it is divided by.
    pub(crate) cuboids: &'static [(&'static str, &'static str)],
}

impl Noted {
    fn tables(&self) -> String {
        let records = self.records;
        let said = self.said.iter().map(|(name, kind, _)| (*name, *kind));
        let all: Vec<(&str, &str)> = self.own.iter().copied().chain(said).collect();
        let typed = |(name, kind): &(&str, &str)| format!("{name} {kind}");
        let divided: Vec<String> = all.iter().map(typed).collect();
        let mut text = format!(
            "CREATE TABLE rollup_{records} (position {{serial}}, n bigint NOT NULL, {});\n",
            divided.join(", ")
        );
        for (name, columns) in self.cuboids {
            let is_of = |(column, _): &&(&str, &str)| columns.split(' ').any(|one| one == *column);
            let columns: Vec<String> = all.iter().filter(is_of).map(typed).collect();
            text.push_str(&format!(
                "CREATE TABLE rollup_{records}_{name} (cell {{id}} PRIMARY KEY, n bigint NOT NULL, {});\n",
                columns.join(", ")
            ));
        }
        text
    }

    /// The names of what is divided by.
    fn divided(&self) -> String {
        let own = self.own.iter().map(|(name, _)| *name);
        own.chain(self.said.iter().map(|(name, ..)| *name)).collect::<Vec<_>>().join(", ")
    }

    /// What the records of `rows` weigh, times `sign`.
    fn part(&self, sign: i32, rows: &str, backend: DbBackend) -> String {
        let own = self.own.iter().map(|(name, _)| (*name).to_owned());
        let at = usize::from(backend == DbBackend::Postgres);
        let said = self.said.iter().map(|(name, _, sql)| format!("{} AS {name}", sql[at]));
        let columns: Vec<String> = own.chain(said).collect();
        format!("SELECT {sign} AS n, {} FROM {rows} WHERE {}", columns.join(", "), self.counted)
    }

    /// Notes all that only comes, or only leaves.
    fn noted(&self, part: &str) -> String {
        format!("INSERT INTO rollup_{} (n, {}) {part}", self.records, self.divided())
    }

    /// Notes what both come to together: what leaves and comes alike is not noted.
    fn moved(&self, gone: &str, come: &str) -> String {
        let divided = self.divided();
        self.noted(&format!(
            "SELECT CAST(SUM(n) AS bigint), {divided} FROM ({gone} UNION ALL {come}) f GROUP BY {divided} HAVING SUM(n) <> 0"
        ))
    }

    /// What the three events note, of what left and what came.
    fn notes(&self, left: &str, made: &str, backend: DbBackend) -> [(&'static str, String); 3] {
        let (gone, come) = (self.part(-1, left, backend), self.part(1, made, backend));
        [("INSERT", self.noted(&come)), ("UPDATE", self.moved(&gone, &come)), ("DELETE", self.noted(&gone))]
    }

    /// PostgreSQL: one trigger a statement, over all the rows it left and made. Nothing of a record lies in another row, so nothing is
    /// locked.
    fn on_postgres(&self) -> Vec<String> {
        let records = self.records;
        let [(_, insert), (_, update), (_, delete)] = self.notes("old_rows", "new_rows", DbBackend::Postgres);
        let mut statements = vec![format!(
            "CREATE OR REPLACE FUNCTION rollup_{records}_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF NOT (SELECT live FROM rollup_state) THEN RETURN NULL; END IF; \
             IF TG_OP = 'INSERT' THEN {insert}; ELSIF TG_OP = 'UPDATE' THEN {update}; ELSE {delete}; END IF; RETURN NULL; END $$"
        )];
        for (event, rows) in [
            ("INSERT", "NEW TABLE AS new_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
        ] {
            statements.push(format!(
                "CREATE TRIGGER rollup_{records}_{} AFTER {event} ON {records} REFERENCING {rows} \
                 FOR EACH STATEMENT EXECUTE FUNCTION rollup_{records}_changed()",
                event.to_lowercase()
            ));
        }
        statements
    }

    /// SQLite: a trigger a row.
    fn on_sqlite(&self) -> Vec<String> {
        let records = self.records;
        let row = |version: &str| {
            let columns = self.own.iter().map(|(name, _)| *name).chain(self.said_of.iter().copied());
            let columns: Vec<String> = columns.map(|column| format!("{version}.{column} AS {column}")).collect();
            format!("(SELECT {})", columns.join(", "))
        };
        let trigger = |(event, note): (&str, String)| {
            format!(
                "CREATE TRIGGER rollup_{records}_{} AFTER {event} ON {records} \
                 WHEN (SELECT live FROM rollup_state) BEGIN {note}; END",
                event.to_lowercase()
            )
        };
        self.notes(&row("OLD"), &row("NEW"), DbBackend::Sqlite).map(trigger).into()
    }

    fn removal(&self, backend: DbBackend) -> Vec<String> {
        let records = self.records;
        match backend {
            DbBackend::Sqlite => {
                ["insert", "update", "delete"].map(|event| format!("DROP TRIGGER rollup_{records}_{event}")).into()
            }
            _ => vec![format!("DROP FUNCTION rollup_{records}_changed() CASCADE")],
        }
    }

    /// Makes the ledger, the tables of sums and what notes each change, and notes what is there already as if it had come now.
    pub(crate) async fn up(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let (backend, connection) = (manager.get_database_backend(), manager.get_connection());
        crate::ddl::run(manager, &self.tables()).await?;
        let triggers = match backend {
            DbBackend::Postgres => self.on_postgres(),
            _ => self.on_sqlite(),
        };
        for trigger in triggers {
            connection.execute_unprepared(&trigger).await?;
        }
        // After the triggers, which nobody writes past: what is there now is all that they will not see come.
        connection.execute_unprepared(&self.noted(&self.part(1, self.records, backend))).await?;
        Ok(())
    }

    /// Takes them away.
    pub(crate) async fn down(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        for statement in self.removal(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        let records = self.records;
        let tables = self.cuboids.iter().map(|(name, _)| format!("DROP TABLE rollup_{records}_{name};\n"));
        let tables: String = tables.collect();
        crate::ddl::run(manager, &format!("{tables}DROP TABLE rollup_{records};\n")).await
    }
}
