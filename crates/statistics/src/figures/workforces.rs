//! The workforces of the organisations whose people take part, together for each project and each council: made when
//! the copies are, so that an equality follow-up costs what it shows and not the organisations behind it.

use chrono::NaiveDate;
use kernel::Result;
use store::{Dialect, Sealer};

use super::{Measure, sql::Asked};
use crate::rollup::{Planned, drawn_number};

/// How a workforce is divided.
pub(crate) const SEXES: [&str; 3] = ["FEMALE", "MALE", "NON_BINARY"];

/// What `published_workforces` has them together of.
pub(super) const OF_PROJECT: &str = "PROJECT";
pub(super) const OF_COUNCIL: &str = "COUNCIL";
const OF_INDUSTRY: &str = "INDUSTRY";

/// For each of those the employers; an industry that is not known is empty.
const EMPLOYERS: [(&str, &str); 3] = [
    (
        OF_PROJECT,
        "SELECT DISTINCT q.project_id AS followed_id, q.organisation_id FROM published_participations q \
         WHERE q.project_id IS NOT NULL AND q.organisation_id IS NOT NULL",
    ),
    (
        OF_COUNCIL,
        "SELECT DISTINCT q.council_id AS followed_id, q.organisation_id FROM published_participations q \
         WHERE q.council_id IS NOT NULL AND q.organisation_id IS NOT NULL",
    ),
    (
        OF_INDUSTRY,
        "SELECT COALESCE(g.sni_code, '') AS followed_id, g.id AS organisation_id FROM published_organisations g",
    ),
];

/// The key of one organisation's workforce of a sex: one block, in or out.
pub(crate) fn workforce_key(sealer: &Sealer, organisation: &str, sex: &str) -> Result<i64> {
    key_of_split(sealer, Measure::Workforce, &format!("{organisation}/{sex}"))
}

/// The key of a record that is made of its name, where none is stored.
pub(super) fn key_of_split(sealer: &Sealer, measure: Measure, name: &str) -> Result<i64> {
    sealer.record_key(&format!("{measure}.{name}"))
}

/// Those that are in force on `day`, of the turn before it, as a condition on `published_workforces` under this alias.
pub(super) fn in_force(alias: &str, day: Option<NaiveDate>) -> String {
    let day = day.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    format!("{alias}.turn = (SELECT MAX(u.turn) FROM published_workforces u WHERE u.turn <= '{day}')")
}

/// The records of [`Measure::Workforce`] of others by industry and sex, where nothing else is asked of them.
pub(super) fn planned(asked: &Asked, day: Option<NaiveDate>) -> Option<Planned> {
    let rewritten = |texts: &[String]| -> Vec<String> {
        texts.iter().map(|text| text.replace("g.sni_code", "NULLIF(r.followed_id, '')")).collect()
    };
    let (mut selected, conditions) = (rewritten(&asked.dimensions), rewritten(&asked.conditions));
    let is_told_apart = |text: &String| text.contains("organisation_id") || text.contains("g.");
    if selected.iter().chain(&conditions).any(is_told_apart) {
        return None;
    }
    selected.push("CAST(NULL AS text) AS split_, 1 AS own_, NULL AS k_, r.people AS n_, 0 AS amount_".to_owned());
    let records = format!(
        "SELECT {}, r.key_low AS key_low, r.key_high AS key_high FROM published_workforces r \
         WHERE r.dimension = '{OF_INDUSTRY}' AND {} AND {}",
        selected.join(", "),
        in_force("r", day),
        conditions.join(" AND ")
    );
    Some(Planned { cuboid: "workforces", records })
}

/// The statements that make `published_workforces` of the copies, in order: the latest counts until each turn of a year
/// before which somebody was counted, those without people too, so that the turns are the same for all.
pub(crate) fn workforce_statements(dialect: Dialect) -> Vec<String> {
    let turn = match dialect {
        Dialect::Postgres => "CAST(to_char(counted_on, 'YYYY') || '-12-31' AS date)",
        Dialect::Sqlite => "strftime('%Y', counted_on) || '-12-31'",
    };
    let sexes = SEXES.map(|sex| format!("SELECT '{sex}' AS sex")).join(" UNION ALL ");
    let keys = SEXES.map(|sex| format!("WHEN '{sex}' THEN {}", drawn_number("s.organisation_id", sex))).join(" ");
    let made = EMPLOYERS.map(|(dimension, employers)| {
        format!(
            "WITH turns AS (SELECT DISTINCT {turn} AS turn FROM published_workforce_snapshots), \
             counted AS (SELECT t.turn, s.organisation_id, s.counted_on, x.sex, CASE x.sex WHEN 'FEMALE' THEN s.women \
             WHEN 'MALE' THEN s.men ELSE s.others END AS people, CASE x.sex {keys} END AS cell_key \
             FROM published_workforce_snapshots s JOIN turns t ON s.counted_on <= t.turn CROSS JOIN ({sexes}) x \
             WHERE NOT EXISTS (SELECT 1 FROM published_workforce_snapshots l WHERE l.organisation_id = s.organisation_id \
             AND l.counted_on > s.counted_on AND l.counted_on <= t.turn)), \
             employers AS ({employers}) \
             INSERT INTO published_workforces (dimension, followed_id, turn, sex, people, key_low, key_high, oldest) \
             SELECT '{dimension}', e.followed_id, c.turn, c.sex, CAST(SUM(c.people) AS bigint), \
             CAST(SUM(CASE WHEN c.people > 0 THEN c.cell_key % 1073741824 ELSE 0 END) AS bigint), \
             CAST(SUM(CASE WHEN c.people > 0 THEN c.cell_key / 1073741824 ELSE 0 END) AS bigint), \
             MIN(CASE WHEN c.people > 0 THEN c.counted_on END) \
             FROM employers e JOIN counted c ON c.organisation_id = e.organisation_id GROUP BY e.followed_id, c.turn, c.sex"
        )
    });
    std::iter::once("DELETE FROM published_workforces".to_owned()).chain(made).collect()
}
