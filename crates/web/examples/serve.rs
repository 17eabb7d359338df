//! The pages without the service behind them: `cargo run -p web --example serve [address]`, then open what it prints.

#[path = "../tests/library/mod.rs"]
mod library;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), std::io::Error> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("http://{}/ (expert mode built: {})", listener.local_addr()?, web::UI_BUILT);
    axum::serve(listener, web::router(web::Site::new(library::Fake::new(), library::clock()))).await
}
