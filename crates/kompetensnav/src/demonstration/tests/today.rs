//! That each role of the demonstration sees something recent, whenever it is loaded.

use chrono::Months;
use kernel::Result;

use super::{FEW, Shown};
use crate::demonstration::{DEMO_ISSUER, Size, fill, world::day};

/// What a role is anchored in.
fn of(anchor: &str, subject: &str) -> String {
    format!("(SELECT {anchor}_id FROM role_assignments WHERE subject = 'demo-{subject}' AND {anchor}_id IS NOT NULL)")
}

#[tokio::test]
async fn each_role_sees_the_last_twelve_months() -> Result<()> {
    for today in [day(2026, 11, 22), day(2027, 1, 1), day(2028, 2, 29)] {
        let shown = Shown::empty_on(today).await?;
        fill(&shown.db, Size { ongoing: true, ..FEW }, DEMO_ISSUER, &mut |_| {}).await?;
        let before = |months| today.checked_sub_months(Months::new(months)).expect("a day");
        let (since, not_outdated) = (before(12), before(24));
        let (company, other) = (of("organisation", "org-contact"), of("organisation", "other-org-contact"));
        let projects = of("project", "project-manager");
        for some in [
            format!("workforce_snapshots WHERE organisation_id IN {company} AND counted_on > '{not_outdated}'"),
            format!("workforce_snapshots WHERE organisation_id IN {other} AND counted_on > '{not_outdated}'"),
            format!(
                "competence_analyses WHERE organisation_id IN {company} AND published_on > '{since}' AND status = 'PUBLISHED'"
            ),
            format!(
                "development_plans WHERE organisation_id IN {company} AND adopted_on > '{since}'
                 AND valid_from <= '{today}' AND valid_to >= '{today}'"
            ),
            format!(
                "meeting_attendances JOIN learning_meetings ON learning_meetings.id = meeting_id
                 WHERE organisation_id IN {company} AND held_on > '{since}'"
            ),
            format!(
                "learning_spreads JOIN reflections ON reflections.id = reflection_id
                 WHERE reflections.organisation_id IN {company} AND held_on > '{since}'"
            ),
            format!(
                "competence_analyses WHERE project_id IN {projects} AND published_on > '{since}' AND status = 'PUBLISHED'"
            ),
            format!("development_plans WHERE project_id IN {projects} AND adopted_on > '{since}'"),
            format!("learning_meetings WHERE project_id IN {projects} AND held_on > '{since}' AND network_id IS NULL"),
            format!(
                "learning_meetings WHERE project_id IN {projects} AND held_on > '{since}' AND network_id IS NOT NULL"
            ),
            format!(
                "learning_meetings WHERE project_id IN {projects} AND planned_on > '{today}' AND status = 'INVITED'"
            ),
            format!(
                "network_members JOIN professional_networks ON professional_networks.id = network_id
                 WHERE professional_networks.project_id IN {projects} AND left_on IS NULL"
            ),
            format!("lessons WHERE project_id IN {projects} AND recorded_on > '{since}'"),
            "lessons WHERE times_reused > 1".to_owned(),
            format!("council_meetings WHERE status = 'MINUTES_APPROVED' AND meets_on > '{since}'"),
            "council_meetings WHERE status = 'MINUTES_DRAFT' OR status = 'PLANNED'".to_owned(),
            format!("council_meetings WHERE status = 'CONVENED' AND meets_on > '{today}'"),
            // Something has happened since the council's last meeting.
            "needs WHERE reported_on >= (SELECT MAX(meets_on) FROM council_meetings WHERE status = 'MINUTES_DRAFT')"
                .to_owned(),
            "need_transitions WHERE taken_on >= (SELECT MAX(meets_on) FROM council_meetings WHERE status = 'MINUTES_DRAFT')"
                .to_owned(),
            "agenda_items WHERE continues_id IS NOT NULL AND paragraph IS NOT NULL".to_owned(),
            "council_decisions WHERE status = 'EXECUTED'".to_owned(),
            "item_notes WHERE kind = 'DISQUALIFIED'".to_owned(),
        ] {
            assert!(shown.count(&format!("SELECT COUNT(*) FROM {some}")).await > 0, "{today}: {some}");
        }
        for none in [
            // Who is not told of an effort sees no name of it.
            format!(
                "learning_spreads JOIN reflections ON reflections.id = reflection_id
                 JOIN efforts ON efforts.id = effort_id WHERE reflections.organisation_id IN {company}
                 AND (efforts.project_id IS NULL OR efforts.project_id NOT IN {projects})"
            ),
            format!("competence_analyses WHERE started_on > '{today}' OR published_on > '{today}'"),
            format!("development_plans WHERE adopted_on > '{today}' OR reviewed_on > '{today}' OR completed_on > '{today}'"),
            format!("skill_assessments WHERE assessed_on > '{today}'"),
            format!("learning_meetings WHERE held_on > '{today}'"),
            format!("network_members WHERE joined_on > '{today}' OR left_on > '{today}'"),
            format!("lessons WHERE recorded_on > '{today}'"),
            format!("council_meetings WHERE meets_on > '{today}' AND status NOT IN ('PLANNED', 'CONVENED')"),
            format!("council_meetings WHERE announced_on > '{today}'"),
            "agenda_items JOIN council_meetings ON council_meetings.id = agenda_items.meeting_id
             JOIN needs ON needs.id = agenda_items.need_id WHERE needs.reported_on > council_meetings.meets_on"
                .to_owned(),
            format!("goal_readings WHERE noted_on > '{today}'"),
            "goal_readings AS one JOIN goal_readings AS later ON one.goal_id = later.goal_id
             JOIN plan_goals ON plan_goals.id = one.goal_id WHERE one.noted_on < later.noted_on
             AND plan_goals.target > plan_goals.baseline AND one.value > later.value"
                .to_owned(),
            format!("need_scores WHERE scored_on > '{today}'"),
            format!("need_transitions WHERE taken_on > '{today}'"),
            "needs WHERE status <> COALESCE((SELECT to_status FROM need_transitions WHERE need_id = needs.id
              ORDER BY id DESC LIMIT 1), 'REPORTED')"
                .to_owned(),
            format!("council_decisions WHERE decided_on > '{today}' OR executed_on > '{today}'"),
            "(SELECT body_id FROM agenda_items WHERE paragraph IS NOT NULL GROUP BY body_id, paragraph_year
              HAVING MAX(paragraph) <> COUNT(*)) AS gaps"
                .to_owned(),
            "development_plans AS one JOIN development_plans AS other ON one.organisation_id = other.organisation_id
             WHERE one.id < other.id AND one.valid_from <= other.valid_to AND other.valid_from <= one.valid_to
             AND one.status IN ('ADOPTED', 'IN_PROGRESS', 'REVIEWED') AND other.status IN ('ADOPTED', 'IN_PROGRESS', 'REVIEWED')"
                .to_owned(),
        ] {
            assert_eq!(shown.count(&format!("SELECT COUNT(*) FROM {none}")).await, 0, "{today}: {none}");
        }
    }
    Ok(())
}
