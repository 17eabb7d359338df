//! The same test on both databases, for the crates' own tests: `World`, `Engine` and `postgres` are those of the test that uses it.

/// Runs each test with a world of its own on SQLite and on PostgreSQL. Where there is no PostgreSQL it says so, and fails where all
/// must run.
macro_rules! both {
    (@ $($name:ident => $test:path),*) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                $test(super::World::new(super::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if super::postgres::source().is_none() {
                    assert!(std::env::var_os("TESTS_REQUIRE_ALL").is_none(), "no PostgreSQL on this machine");
                    eprintln!("NOT RUN: no PostgreSQL on this machine");
                    return;
                }
                $test(super::World::new(super::Engine::Postgres).await).await;
            }
        }
    )*};
    ($($module:ident :: $test:ident),* $(,)?) => { both![@ $($test => super::$module::$test),*]; };
    ($($test:ident),* $(,)?) => { both![@ $($test => super::$test),*]; };
}
