//! What rollups cost those who write: the same changes with the maintenance and without it.

use statistics::rollup::Rollups;

use crate::{fill, place::Place, questions::cost};

/// A change with what the service writes beside it in the same transaction.
fn change(place: &Place, nth: u64, act: &str) -> String {
    let unique = fill::stored("w", nth);
    let begin = if place.is_postgres() { "BEGIN" } else { "BEGIN IMMEDIATE" };
    format!(
        "{begin}; {act}; INSERT INTO audit_entries (id, at, principal, roles, action, event, subject, request) VALUES \
         ('{unique}', 0, 'i|s', 'HUB_COORDINATOR', 'A', 'E', 's', 'r'); \
         INSERT INTO outbox (id, name, version, subject, at) VALUES ('{unique}', 'E', 1, 's', 0); COMMIT"
    )
}

fn acts(nth: u64) -> [(&'static str, String); 4] {
    let (enrolment, participation) = (fill::stored("n", nth % 50_000 + 1), fill::stored("d", nth % 40_000 + 1));
    let fresh = fill::stored("x", nth);
    [
        (
            "an enrolment begins",
            format!(
                "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, participant_id, \
                 participation_id, organisation_id, status, source, applied_on, minutes, record_key, demonstration) \
                 SELECT '{fresh}', 1, k.id, k.effort_id, k.hub_id, k.council_id, k.project_id, p.participant_id, p.id, \
                 p.organisation_id, 'APPLIED', 'APPLICATION', p.starts_on, 0, 4711, true FROM participations p JOIN occasions k \
                 ON k.id = '{}' WHERE p.id = '{participation}' ON CONFLICT (occasion_id, participant_id) DO NOTHING",
                fill::stored("k", nth % 3000 + 1)
            ),
        ),
        (
            "an enrolment's status changes",
            format!(
                "UPDATE enrolments SET version = version + 1, status = CASE status WHEN 'COMPLETED' THEN 'STARTED' ELSE 'COMPLETED' \
                 END WHERE id = '{enrolment}'"
            ),
        ),
        (
            "an outcome is recorded",
            format!(
                "INSERT INTO outcomes (id, version, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, \
                 participant_id, organisation_id, kind, status, source, observed_on, recorded_at) SELECT '{fresh}', 1, id, \
                 participation_id, effort_id, hub_id, council_id, project_id, participant_id, organisation_id, 'NEW_JOB', 'RECORDED', \
                 'HUB', '2026-01-01', 0 FROM enrolments WHERE id = '{enrolment}'"
            ),
        ),
        (
            "a participation ends",
            format!(
                "UPDATE participations SET version = version + 1, status = CASE status WHEN 'EXITED' THEN 'ACTIVE' ELSE 'EXITED' END \
                 WHERE id = '{participation}'"
            ),
        ),
    ]
}

pub async fn write(place: &Place) -> Result<(), String> {
    let rollups = Rollups::new(&place.db);
    let told = |error: kernel::Error| error.to_string();
    let mut nth = 0;
    println!(
        "{:<56} {:>12} {:>10} {:>10}",
        "change in its transaction, milliseconds of CPU", "without", "with", "times"
    );
    for kind in 0..4 {
        let mut costs = [Vec::new(), Vec::new()];
        // In turn, so that what else the machine does is the same to both.
        for _ in 0..3 {
            for (with, costs) in costs.iter_mut().enumerate() {
                place.run(&format!("UPDATE rollup_state SET live = {}", with == 1)).await?;
                let cost = cost(place, async || {
                    nth += 1;
                    let (_, act) = &acts(nth)[kind];
                    if let Err(error) = place.run(&change(place, nth, act)).await {
                        panic!("{error}");
                    }
                })
                .await;
                costs.push(cost);
            }
        }
        let [without, with] = costs.map(|mut costs| {
            costs.sort_by(f64::total_cmp);
            costs[1]
        });
        println!("{:<56} {without:>12.3} {with:>10.3} {:>10.2}", acts(0)[kind].0, with / without);
    }
    let noted = "SELECT CAST((SELECT COUNT(*) FROM rollup_participations) + (SELECT COUNT(*) FROM rollup_enrolments) \
                 + (SELECT COUNT(*) FROM rollup_outcomes) AS text)";
    let noted: f64 = place.text(noted).await?.parse().unwrap_or(0.0);
    let before: f64 = place.cpu().into_iter().sum();
    rollups.fold().await.map_err(told)?;
    println!(
        "folding {noted} ledger rows: {:.4} ms of CPU each",
        (place.cpu().into_iter().sum::<f64>() - before) / noted.max(1.0)
    );
    // What was written without maintenance is not in them.
    rollups.rebuild().await.map_err(told)
}
