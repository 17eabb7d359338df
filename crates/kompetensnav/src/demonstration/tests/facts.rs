//! The facts of the seeds, one after the other.

use kernel::Result;

use super::{FEW, Shown};
use crate::demonstration::ROLES;

const HELD: &str = "status IN ('ACTIVE', 'ON_LEAVE', 'ENDED')";

async fn members(shown: &Shown, on: &str) -> i64 {
    let council = "(SELECT id FROM councils WHERE name = 'Göteborgsregionens kompetensråd')";
    shown
        .count(&format!(
            "SELECT COUNT(*) FROM memberships WHERE body_id = {council} AND standing = 'MEMBER' AND {HELD}
             AND mandate_from <= '{on}' AND (mandate_to IS NULL OR mandate_to >= '{on}')"
        ))
        .await
}

#[tokio::test]
async fn the_facts_of_the_seeds_hold() -> Result<()> {
    let shown = Shown::of(FEW).await?;
    the_council_of_gothenburg(&shown).await;
    the_project_cards(&shown).await;
    the_organisations(&shown).await;
    the_states(&shown).await;
    the_people(&shown).await;
    the_roles(&shown).await;
    the_library(&shown).await;
    the_plans(&shown).await;
    the_workplaces(&shown).await;
    the_networks(&shown).await;
    Ok(())
}

/// S3-F8, S3-F9, S3-F15.
async fn the_council_of_gothenburg(shown: &Shown) {
    for (on, expected) in
        [("2018-05-31", 0), ("2018-12-31", 14), ("2020-08-01", 14), ("2021-06-01", 15), ("2023-01-01", 14)]
    {
        assert_eq!(members(shown, on).await, expected, "{on}");
    }
    let left = "SELECT COUNT(*) FROM memberships WHERE mandate_to = '2019-12-31'";
    assert_eq!(shown.count(left).await, 1, "the fourteen are not the same before and after 2020");
    assert_eq!(shown.count("SELECT COUNT(*) FROM industry_councils WHERE name NOT LIKE '%Västmanland%'").await, 8);
    let fewest = "SELECT MIN(n) FROM (SELECT COUNT(*) AS n FROM needs WHERE industry_council_id IS NOT NULL
                  GROUP BY industry_council_id) AS counted";
    assert_eq!(shown.count(fewest).await, 21);
    let pays = |on: &str| {
        format!(
            "SELECT kind FROM hub_fundings WHERE hub_id = (SELECT id FROM hubs WHERE name LIKE 'Kompetensnav Göteborg%')
             AND valid_from <= '{on}' AND (valid_to IS NULL OR valid_to >= '{on}') ORDER BY kind"
        )
    };
    assert_eq!(shown.rows(&pays("2022-12-31")).await, ["PROJECT"]);
    let after = shown.rows(&pays("2023-01-01")).await;
    assert_eq!(after, ["MEMBER_CONTRIBUTION", "MEMBER_CONTRIBUTION", "REGIONAL_GRANT"]);
}

/// S0-F4, S0-F5, S1-F2, S3-F1 … S3-F7, S4-F14, S4-F16.
async fn the_project_cards(shown: &Shown) {
    let cards = shown
        .rows(
            "SELECT name || ';' || COALESCE(number, '-') || ';' || COALESCE(CAST(planned_participants AS text), '-')
             || ';' || COALESCE(CAST(total_budget_minor AS text), '-') || ';'
             || COALESCE(CAST(granted_support_minor AS text), '-') || ';' || money_precision || ';'
             || COALESCE(CAST(union_rate_basis_points AS text), '-') || ';' || COALESCE(intervention_field, '-')
             || ';' || COALESCE(esf_region_code, '-') || ';' || COALESCE(CAST(starts_on AS text), '-')
             || ';' || COALESCE(CAST(ends_on AS text), '-')
             FROM projects WHERE NOT demonstration ORDER BY name",
        )
        .await;
    assert_eq!(
        cards,
        [
            "Ett kompetenslyft för Sverige;2019/00446;11650;3888895100;1803553900;EXACT;5000;2014-2020:117;NATIONAL;2019-12-01;2022-12-31",
            "Företag i utveckling i Robotdalen;-;-;-;120000000;APPROXIMATE;-;-;SE12;-;-",
            "GR kompetensomställning;2020/00312;1750;2917790100;2917790100;EXACT;5000;2014-2020:117;SE23;2020-08-01;2022-12-31",
            "React-EU Industrilyft;2022/00194;2200;752697200;752697200;EXACT;10000;2014-2020:102;NATIONAL;2022-05-02;2023-04-30",
            "Smart kompetens;-;1500;930000000;-;APPROXIMATE;-;-;-;2018-01-01;2020-12-31",
            "avancerad tillväxtorganisering;-;2800;-;-;EXACT;-;-;SE23;2011-02-01;2013-01-31",
        ]
    );
    let sixty = "SELECT CAST(value AS text) || precision_of_value FROM project_targets WHERE statement = 'ett 60-tal verksamheter'";
    assert_eq!(shown.rows(sixty).await, ["60APPROXIMATE"]);
    let efforts = "SELECT CAST(value AS text) || precision_of_value FROM project_targets WHERE kind = 'EFFORTS'";
    assert_eq!(shown.rows(efforts).await, ["220AT_LEAST"]);
    assert_eq!(shown.count("SELECT COUNT(*) FROM project_predecessors").await, 2);
}

/// S0-F3, S1-F4, S1-F5, S4-F2, S4-F16.
async fn the_organisations(shown: &Shown) {
    let taking_part = |name: &str| {
        format!(
            "SELECT COUNT(*) FROM project_partners JOIN projects ON projects.id = project_id
             WHERE part = 'PARTICIPATING_COMPANY' AND projects.name = '{name}'"
        )
    };
    for (project, expected) in [
        ("avancerad tillväxtorganisering", 60),
        ("Företag i utveckling i Robotdalen", 17),
        ("Ett kompetenslyft för Sverige", 10),
        ("Smart kompetens", 28),
    ] {
        assert_eq!(shown.count(&taking_part(project)).await, expected, "{project}");
    }
    let counties = shown
        .rows(
            "SELECT SUBSTR(municipality_code, 1, 2) || ':' || CAST(COUNT(*) AS text) FROM project_partners
             JOIN projects ON projects.id = project_id JOIN organisations ON organisations.id = organisation_id
             WHERE part = 'PARTICIPATING_COMPANY' AND projects.name = 'Företag i utveckling i Robotdalen'
             GROUP BY SUBSTR(municipality_code, 1, 2) ORDER BY 1",
        )
        .await;
    assert_eq!(counties, ["04:5", "18:6", "19:6"]);
    let renamed = shown
        .rows(
            "SELECT earlier.name || ' > ' || organisations.name || ' ' || CAST(later.valid_from AS text)
             FROM organisation_names AS earlier JOIN organisation_names AS later
             ON later.organisation_id = earlier.organisation_id AND later.valid_from > earlier.valid_to
             JOIN organisations ON organisations.id = earlier.organisation_id ORDER BY 1",
        )
        .await;
    assert_eq!(
        renamed,
        ["ABB Power Grids > Hitachi Energy 2021-10-13", "Bombardier Transportation > Alstom 2021-01-29"]
    );
    let named_as_invented = "SELECT COUNT(*) FROM organisations WHERE name LIKE '%Demo%' AND NOT demonstration";
    assert_eq!(shown.count(named_as_invented).await, 0);
    assert_eq!(shown.count("SELECT COUNT(*) FROM organisations WHERE NOT demonstration").await, 20);
    let kinds = "SELECT COUNT(*) FROM efforts WHERE kind IN ('REFLECTION_SESSION', 'COLLEGIAL_LEARNING') AND project_id IS NULL";
    assert_eq!(shown.count(kinds).await, 4, "Suntarbetsliv's");
}

/// Every state is there, and has what it presupposes.
pub(super) async fn the_states(shown: &Shown) {
    for (table, expected) in [("needs", 10), ("enrolments", 12), ("participations", 6)] {
        let states = shown.count(&format!("SELECT COUNT(DISTINCT status) FROM {table}")).await;
        assert_eq!(states, expected, "{table}");
    }
    let endorsed = "('ENDORSED', 'PRIORITISED', 'IN_ACTION', 'MET', 'PARTLY_MET')";
    let acted = "('IN_ACTION', 'MET', 'PARTLY_MET')";
    for none in [
        format!("SELECT COUNT(*) FROM needs WHERE status IN {endorsed} AND (endorsed_on IS NULL OR NOT EXISTS
                 (SELECT 1 FROM endorsements WHERE need_id = needs.id AND status = 'VALID' AND decided_on = endorsed_on))
                 AND industry_council_id IS NOT NULL"),
        format!("SELECT COUNT(*) FROM needs WHERE status IN {acted} AND NOT EXISTS
                 (SELECT 1 FROM need_efforts WHERE need_id = needs.id)"),
        format!("SELECT COUNT(*) FROM needs WHERE status IN {acted} AND NOT EXISTS
                 (SELECT 1 FROM triages WHERE need_id = needs.id)"),
        "SELECT COUNT(*) FROM needs WHERE (status = 'MERGED') <> (merged_into_id IS NOT NULL)".to_owned(),
        "SELECT COUNT(*) FROM needs WHERE endorsed_on < reported_on".to_owned(),
        "SELECT COUNT(*) FROM enrolments WHERE (status IN ('STARTED', 'COMPLETED', 'DROPPED_OUT')) <> (started_on IS NOT NULL)".to_owned(),
        "SELECT COUNT(*) FROM occasions WHERE ends_on < starts_on".to_owned(),
        "SELECT COUNT(*) FROM occasions WHERE capacity < (SELECT COUNT(*) FROM enrolments WHERE occasion_id = occasions.id
         AND status IN ('OFFERED', 'CONFIRMED', 'STARTED', 'COMPLETED'))".to_owned(),
        "SELECT COUNT(*) FROM occasions JOIN projects ON projects.id = project_id
         WHERE occasions.starts_on < projects.starts_on OR occasions.ends_on > projects.ends_on".to_owned(),
        "SELECT COUNT(*) FROM participations JOIN projects ON projects.id = project_id
         WHERE participations.starts_on < projects.starts_on OR participations.ends_on > projects.ends_on".to_owned(),
        "SELECT COUNT(*) FROM participation_spells WHERE ends_on < starts_on".to_owned(),
        "SELECT COUNT(*) FROM participations WHERE status <> 'REGISTERED' AND NOT EXISTS
         (SELECT 1 FROM participation_spells WHERE participation_id = participations.id)".to_owned(),
        "SELECT COUNT(*) FROM outcomes WHERE enrolment_id IS NULL AND participation_id IS NULL".to_owned(),
    ] {
        assert_eq!(shown.count(&none).await, 0, "{none}");
    }
    assert!(shown.count("SELECT COUNT(*) FROM needs WHERE cause = 'PANDEMIC'").await > 20);
    assert!(shown.count("SELECT COUNT(DISTINCT kind) FROM outcomes").await >= 9);
}

async fn the_people(shown: &Shown) {
    the_people_and(shown, 0).await;
}

/// Those of the sources, and so many more.
pub(super) async fn the_people_and(shown: &Shown, more: i64) {
    assert_eq!(shown.count("SELECT COUNT(*) FROM participants").await, 249 + more);
    assert_eq!(shown.count("SELECT COUNT(*) FROM participants WHERE NOT demonstration").await, 0);
    assert_eq!(shown.count("SELECT COUNT(*) FROM participations WHERE age_at_entry NOT BETWEEN 17 AND 72").await, 0);
    assert!(shown.count("SELECT COUNT(*) FROM participations WHERE NOT is_complete").await > 0);
    let situations = shown
        .rows(
            "SELECT DISTINCT employment_situation FROM participations JOIN projects ON projects.id = project_id
             WHERE projects.number = '2020/00312' AND is_complete ORDER BY 1",
        )
        .await;
    assert_eq!(situations, ["EMPLOYED", "FURLOUGHED", "UNDER_NOTICE"]);
}

/// Each role but the public reader's is held, by the subject that the tokens are made for.
async fn the_roles(shown: &Shown) {
    let held = shown.rows("SELECT subject FROM role_assignments ORDER BY subject").await;
    let mut expected: Vec<_> = ROLES.iter().map(|role| role.subject).filter(|it| *it != "demo-public-reader").collect();
    expected.sort_unstable();
    assert_eq!(held, expected);
    for role in ROLES {
        assert_eq!(role.subject, format!("demo-{}", role.key.replace('_', "-")));
    }
}

/// Own questions in two states, and a key in each of its own.
async fn the_library(shown: &Shown) {
    let questions =
        shown.rows("SELECT slug || ' ' || status || ' ' || sharing FROM saved_questions ORDER BY slug").await;
    assert_eq!(
        questions,
        [
            "fordonsforetagets-anmalningar PUBLISHED OWNER",
            "navets-oppna-insatser DRAFT OWNER",
            "radets-behov-att-besluta PUBLISHED COUNCIL",
        ]
    );
    let keys = shown
        .rows(
            "SELECT role || ' ' || CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_on < '2026-11-22' THEN 'expired'
             ELSE 'active' END || ' ' || COALESCE(CAST(last_used_on AS text), '-') FROM access_tokens ORDER BY role",
        )
        .await;
    assert_eq!(
        keys,
        ["COUNCIL_CHAIR revoked 2026-10-22", "HUB_COORDINATOR expired -", "ORG_CONTACT active 2026-11-21"]
    );
}

/// S0-F10, S1-F7: a share that grows by the year, and analyses in every state.
async fn the_plans(shown: &Shown) {
    let of = |project: &str| format!("(SELECT id FROM projects WHERE name = '{project}')");
    let (avanto, robotdalen) = (of("avancerad tillväxtorganisering"), of("Företag i utveckling i Robotdalen"));
    let share = async |year: i32| {
        shown
            .count(&format!(
                "SELECT 100 * SUM(strategic_lines) / SUM(lines) FROM development_plans
                 WHERE project_id = {avanto} AND valid_from = '{year}-02-01'"
            ))
            .await
    };
    let shares = [share(2011).await, share(2012).await, share(2013).await];
    assert!(shares.is_sorted() && shares[0] < shares[2], "{shares:?}");
    let planning = format!("SELECT COUNT(DISTINCT organisation_id) FROM development_plans WHERE project_id = {avanto}");
    assert_eq!(shown.count(&planning).await, 59, "all but the one that is real");
    for (table, states) in [("competence_analyses", 6), ("development_plans", 5)] {
        let counted = format!("SELECT COUNT(DISTINCT status) FROM {table} WHERE project_id = {robotdalen}");
        assert_eq!(shown.count(&counted).await, states, "{table}");
    }
    let begun =
        format!("SELECT COUNT(DISTINCT organisation_id) FROM competence_analyses WHERE project_id = {robotdalen}");
    assert_eq!(shown.count(&begun).await, 15, "two of the seventeen have none");
    let common = shown
        .rows(&format!(
            "SELECT CAST(n AS text) FROM (SELECT COUNT(DISTINCT skill_gaps.organisation_id) AS n FROM skill_gaps
             JOIN competence_analyses ON competence_analyses.id = analysis_id
             WHERE skill_gaps.project_id = {robotdalen} AND status = 'PUBLISHED' AND below > 0 GROUP BY skill_code) AS gaps
             ORDER BY n"
        ))
        .await;
    assert_eq!(common, ["2", "2", "3", "5", "6"], "some are shared by two, some by three or more");
    for none in [
        "SELECT COUNT(*) FROM development_plans WHERE lines <> (SELECT COUNT(*) FROM plan_lines WHERE plan_id = development_plans.id)",
        "SELECT COUNT(*) FROM plan_lines JOIN business_goals ON business_goals.id = goal_id
         WHERE business_goals.organisation_id <> plan_lines.organisation_id",
    ] {
        assert_eq!(shown.count(none).await, 0, "{none}");
    }
}

/// S2: reflections that are held, followed up and overdue, and workplaces where nothing has happened.
async fn the_workplaces(shown: &Shown) {
    for some in [
        "SELECT COUNT(*) FROM agreed_changes WHERE done_on IS NULL AND due_on < '2023-01-01'",
        "SELECT COUNT(*) FROM reflections WHERE status = 'FOLLOWED_UP'",
        "SELECT COUNT(*) FROM reflections WHERE status = 'HELD'",
        "SELECT COUNT(*) FROM learning_spreads",
        "SELECT COUNT(*) FROM workplaces WHERE id NOT IN (SELECT workplace_id FROM reflections)",
    ] {
        assert!(shown.count(some).await > 0, "{some}");
    }
    for none in [
        "SELECT COUNT(*) FROM reflections WHERE attendee_count > (SELECT headcount FROM workplaces WHERE id = workplace_id)",
        "SELECT COUNT(*) FROM learning_spreads JOIN reflections ON reflections.id = reflection_id
         WHERE colleagues_reached > attendee_count",
        "SELECT COUNT(*) FROM agreed_changes JOIN reflections ON reflections.id = reflection_id WHERE done_on < held_on",
        "SELECT COUNT(*) FROM workplaces WHERE name NOT LIKE '%demonstration%' AND name NOT LIKE '% Demo'",
    ] {
        assert_eq!(shown.count(none).await, 0, "{none}");
    }
}

/// S0-F8, S4-F6.
async fn the_networks(shown: &Shown) {
    assert_eq!(shown.count("SELECT COUNT(DISTINCT status) FROM professional_networks").await, 4);
    let lonely =
        "SELECT COUNT(*) FROM professional_networks WHERE status = 'ACTIVE' AND (SELECT COUNT(DISTINCT organisation_id)
                  FROM network_members WHERE network_id = professional_networks.id AND left_on IS NULL) < 2";
    assert_eq!(shown.count(lonely).await, 0);
    let miscounted =
        "SELECT COUNT(*) FROM professional_networks WHERE organisations <> (SELECT COUNT(DISTINCT organisation_id)
                  FROM network_members WHERE network_id = professional_networks.id AND left_on IS NULL)";
    assert_eq!(shown.count(miscounted).await, 0);
    assert!(shown.count("SELECT COUNT(*) FROM network_members WHERE participant_id IS NOT NULL").await > 0);
    assert!(shown.count("SELECT COUNT(*) FROM learning_meetings WHERE sectors_met = 3").await > 2);
}
