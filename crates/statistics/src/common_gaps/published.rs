//! What is told, made anew whenever the copies that others' figures are read from are.

use chrono::NaiveDate;

use super::{GROUP, MORE, STEPS};
use crate::figures::regions;

/// The analyses in force on the day: published until then, and not superseded by one that was.
const IN_FORCE: &str = "SELECT a.id, a.organisation_id, a.project_id FROM competence_analyses a WHERE a.published_on <= '{day}' \
    AND NOT EXISTS (SELECT 1 FROM competence_analyses l WHERE l.id = a.superseded_by_id AND l.published_on <= '{day}')";

/// For each kind of selection, the place of every analysis in force.
const PLACED: [(&str, &str); 3] = [
    ("PROJECT", "SELECT f.id, f.organisation_id, f.project_id AS code FROM in_force f WHERE f.project_id IS NOT NULL"),
    (
        "INDUSTRY",
        "SELECT f.id, f.organisation_id, substr(g.sni_code, 1, 2) AS code FROM in_force f \
         JOIN organisations g ON g.id = f.organisation_id WHERE length(g.sni_code) >= 2",
    ),
    (
        "REGION",
        "SELECT f.id, f.organisation_id, m.code FROM in_force f JOIN organisations g ON g.id = f.organisation_id \
         JOIN municipality_regions m ON m.municipality = g.municipality_code",
    ),
];

/// The statements that make `published_common_gaps` what it is on `day`, in order.
pub(crate) fn statements(day: NaiveDate) -> Vec<String> {
    let in_force = IN_FORCE.replace("{day}", &day.to_string());
    let mut regions: Vec<_> = regions().into_iter().collect();
    regions.sort_unstable();
    let regions: Vec<String> = regions.iter().map(|(place, region)| format!("('{place}', '{region}')")).collect();
    let steps: String = STEPS
        .iter()
        .rev()
        .map(|step| format!("WHEN h.sharing >= {step} AND w.analysed >= {} THEN {step} ", step + MORE))
        .collect();
    let made = PLACED.iter().map(|(kind, placed)| {
        format!(
            "WITH in_force AS ({in_force}), municipality_regions (municipality, code) AS (VALUES {regions}), placed AS ({placed}), \
             shared AS (SELECT p.code, s.skill_code, substr(s.ssyk_code, 1, {GROUP}) AS ssyk_code, \
             COUNT(DISTINCT p.organisation_id) AS sharing FROM placed p JOIN skill_gaps s ON s.analysis_id = p.id \
             WHERE s.below > 0 GROUP BY p.code, s.skill_code, substr(s.ssyk_code, 1, {GROUP})), \
             whole AS (SELECT p.code, substr(s.ssyk_code, 1, {GROUP}) AS ssyk_code, \
             COUNT(DISTINCT p.organisation_id) AS analysed FROM placed p JOIN skill_gaps s ON s.analysis_id = p.id \
             GROUP BY p.code, substr(s.ssyk_code, 1, {GROUP})) \
             INSERT INTO published_common_gaps (within_kind, within_code, skill_code, ssyk_code, organisations) \
             SELECT '{kind}', t.code, t.skill_code, t.ssyk_code, t.step FROM (SELECT h.code, h.skill_code, h.ssyk_code, \
             CASE {steps}ELSE 0 END AS step FROM shared h \
             JOIN whole w ON w.code = h.code AND w.ssyk_code = h.ssyk_code) t WHERE t.step > 0",
            regions = regions.join(", ")
        )
    });
    std::iter::once("DELETE FROM published_common_gaps".to_owned()).chain(made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_only_where_two_organisations_more_have_published() {
        let made = statements("2026-06-30".parse().expect("a day"));
        assert_eq!(made.len(), 4);
        for text in &made[1..] {
            assert!(text.contains(
                "WHEN h.sharing >= 5 AND w.analysed >= 7 THEN 5 WHEN h.sharing >= 3 AND w.analysed >= 5 THEN 3 ELSE 0"
            ));
            assert!(text.contains("a.published_on <= '2026-06-30'") && !text.contains("{day}"), "{text}");
        }
    }
}
