//! The bare server: one hand-written statement a request, the text PostgreSQL built as the answer.

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::State, routing::post};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TransactionTrait};
use tokio::net::TcpListener;

use crate::served::POOL;

#[derive(serde::Deserialize)]
struct Asked {
    /// One statement answers; several write in one transaction.
    sql: Vec<String>,
    values: Vec<Vec<String>>,
}

/// Serves until killed; prints its address first.
pub async fn serve(url: &str) -> Result<(), String> {
    let mut options = sea_orm::ConnectOptions::new(url);
    options
        .max_connections(POOL)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10));
    // The same settings as the service's own connections.
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([("max_parallel_workers_per_gather", "0"), ("jit", "off")])
    });
    let db = sea_orm::Database::connect(options).await.map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
    println!("http://{}", listener.local_addr().map_err(|error| error.to_string())?);
    let router = Router::new().route("/", post(answer)).with_state(Arc::new(db));
    axum::serve(listener, router).await.map_err(|error| error.to_string())
}

async fn answer(State(db): State<Arc<DatabaseConnection>>, body: String) -> Result<String, String> {
    let asked: Asked = serde_json::from_str(&body).map_err(|error| error.to_string())?;
    let backend = db.get_database_backend();
    let statement = |at: usize| {
        let values = asked.values[at].iter().map(|value| match value.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => value.as_str().into(),
        });
        Statement::from_sql_and_values(backend, &asked.sql[at], values.collect::<Vec<sea_orm::Value>>())
    };
    if asked.sql.len() == 1 {
        let row = db.query_one_raw(statement(0)).await.map_err(|error| error.to_string())?;
        return row.ok_or("no row")?.try_get_by_index(0).map_err(|error| error.to_string());
    }
    let tx = db.begin().await.map_err(|error| error.to_string())?;
    for at in 0..asked.sql.len() {
        tx.execute_raw(statement(at)).await.map_err(|error| error.to_string())?;
    }
    tx.commit().await.map_err(|error| error.to_string())?;
    Ok("{\"need\":{\"id\":\"x\"}}".to_owned())
}
