//! What rollups cost whoever writes: a whole mutation with them and without.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::{
    drive::{self, Asked},
    served::{Served, World},
    setting,
};

/// An outcome moves most: its own ledger, and the latest outcome of its enrolment.
const RECORD: &str = "mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) { outcome { id } userErrors { code message } } }";

/// Prints a line: CPU of a recorded outcome with rollups and without, and the ratio.
pub async fn measure(world: &World, service: &Served) -> Result<(), String> {
    let input = json!({ "enrolmentId": "{id}", "kind": "QUALIFICATION", "observedOn": "2024-03-01", "source": "HUB" });
    let asked = Asked {
        path: "/graphql".to_owned(),
        body: json!({ "query": RECORD, "variables": { "input": input } }).to_string(),
        ids: Arc::new(enrolments(world).await?),
        token: Some(world.token("project_manager")?),
    };
    step_back(world).await?;
    let told = drive::once(&service.url, &asked, 0).await?;
    if !told.contains("\"outcome\":{") {
        return Err(format!("no outcome was recorded: {told}"));
    }
    let mut turns = [Vec::new(), Vec::new()];
    for _ in 0..setting("BENCH_ROUNDS", 3) {
        for (turns, live) in turns.iter_mut().zip(["true", "false"]) {
            world
                .db
                .execute_unprepared(&format!("UPDATE rollup_state SET live = {live}"))
                .await
                .map_err(|e| e.to_string())?;
            step_back(world).await?;
            let turn = drive::turn(world, service, &asked).await?;
            turns.push(turn.server_cpu + turn.database_cpu);
        }
    }
    let [with, without] = turns.map(|mut turns| {
        turns.sort_by(f64::total_cmp);
        turns[turns.len() / 2]
    });
    let ratio = with / without;
    let missed = if ratio > 1.5 { "  missed" } else { "" };
    println!(
        "\nrecord an outcome: {with:.3} ms with rollups, {without:.3} without; ratio {ratio:.2}, goal 1.5{missed}"
    );
    Ok(())
}

/// What was recorded before steps back: the same of an enrolment stands once.
async fn step_back(world: &World) -> Result<(), String> {
    let sql = "UPDATE outcomes SET status = 'SUPERSEDED', version = version + 1, status_reason = 'Mätt' \
         WHERE kind = 'QUALIFICATION' AND source = 'HUB' AND status = 'RECORDED' AND enrolment_id IS NOT NULL";
    world.db.execute_unprepared(sql).await.map(drop).map_err(|error| error.to_string())
}

/// Enrolments of the manager's project that have ended well, begun before the day that is told.
async fn enrolments(world: &World) -> Result<Vec<String>, String> {
    let sql = "SELECT 'enrolment_' || n.id FROM enrolments n JOIN projects p ON p.id = n.project_id \
         WHERE p.number = '2020/00312' AND n.status = 'COMPLETED' \
         AND coalesce(n.started_on, '2024-03-01') <= '2024-03-01' ORDER BY n.id LIMIT 20000";
    let statement = Statement::from_string(world.db.get_database_backend(), sql);
    let rows = world.db.query_all_raw(statement).await.map_err(|error| error.to_string())?;
    rows.iter().map(|row| row.try_get_by_index(0).map_err(|error| error.to_string())).collect()
}
