//! The API's description (CM-API-01): committed, served, and complete.

use store_server::testing::Fresh;

use crate::support::Server;

/// CM-API-01: the committed document is the one that the routes give. `cargo xtask gen` writes it.
#[test]
fn cm_api_01_the_committed_description_is_this_one() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/server.json");
    let now = server::commands::openapi().unwrap();
    if std::env::var_os("XINBAO_GEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
        return;
    }
    assert!(
        std::fs::read_to_string(&path).is_ok_and(|committed| committed == now),
        "stale, run `cargo xtask gen`"
    );
}

/// CM-API-01: OpenAPI 3.1, served as it is; what is refused as unknown is described as closed.
#[tokio::test]
async fn cm_api_01_the_description_is_served() {
    let server = Server::new(Fresh::sqlite().await);
    let served = server.visitor(1).get("/openapi.json").await.well().body;
    assert!(served["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(served, serde_json::to_value(server::routes::description()).unwrap());
    let schemas = served["components"]["schemas"].as_object().unwrap();
    for (name, schema) in
        schemas.iter().filter(|(name, _)| name.ends_with("Body") && !name.starts_with("Problem"))
    {
        if name == "SmsBody" {
            continue; // the generator does not say it of a body with several forms; the server refuses all the same
        }
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
    let paths = served["paths"].as_object().unwrap();
    assert!(paths.keys().all(|path| !path.starts_with("/sim")));
    for (path, item) in paths {
        let operations = item.as_object().unwrap().values();
        for parameter in operations.filter_map(|one| one["parameters"].as_array()).flatten() {
            let name = parameter["name"].as_str().unwrap();
            let is_in_path = path.contains(&format!("{{{name}}}"));
            assert_eq!(parameter["in"] == "path", is_in_path, "{path}: {name}");
        }
    }
    // Clients are generated from these names.
    let operations: Vec<&str> = paths
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .filter_map(|operation| operation["operationId"].as_str())
        .collect();
    let unique: std::collections::BTreeSet<&str> = operations.iter().copied().collect();
    assert_eq!((unique.len(), operations.len() >= paths.len()), (operations.len(), true));
}
