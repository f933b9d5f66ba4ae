// The parts of a receiver by themselves: no store, no loop, no process.
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;

namespace {

/// What all of them share, over a file in memory.
struct Ground {
    explicit Ground(std::string_view more = "")
        : config(ims_config::parse_member(member("N") + std::string(more)).config.value()) {}

    FakeHost host;
    Settings settings;
    ims_config::Config config;
    base::UniqueFd out{tests::memory_file("")};
    Context context{host, settings, config,
                    Reporter(host, Outlet(out.get(), "standard output"), settings)};
    Gate gate{Gate::open(nullptr, config).value()};  ///< RACF=N: it checks nothing
    Clients clients{context};
    Arrivals arrivals{context};
    Dialogue dialogue{context, arrivals};
    Jobs jobs{context};
    Ledger ledger{context};
    Transactions transactions{context, gate, clients, dialogue, jobs, ledger};
    Partners partners{context, clients, arrivals, dialogue, jobs, ledger};
    Trust trust{context, gate, clients, partners};
    Switches switches{context.reporter, gate, transactions, trust};
    OperatorDesk desk{context, clients, partners, switches};
};

constexpr std::string_view kRemote = "RMTIMSCON=(ID=ICON2,HOSTNAME=HOST2,PORT=9999)\n";

}  // namespace

TEST_CASE("clients: an ID is one connection's, and free again when that is gone") {
    Ground ground;
    FakeConnection one(1);
    FakeConnection two(2);
    ClientState& first = ground.clients.open(one);
    ClientState& second = ground.clients.open(two);
    const auto irm = message().irm;
    CHECK_FALSE(ground.clients.name(first, irm).has_value());
    CHECK(ground.clients.holder(second, "OTM00001") == &first);
    const auto refused = ground.clients.name(second, irm);
    REQUIRE(refused.has_value());
    CHECK(refused->reason == "duplicate-client-id");
    CHECK(second.client_id.empty());
    ground.clients.release(first);
    ground.clients.forget(first);
    CHECK(ground.clients.find(1) == nullptr);
    CHECK_FALSE(ground.clients.name(second, irm).has_value());
    CHECK(ground.clients.holder(second, "OTM00001") == &second);
}

TEST_CASE("transactions: what is taken without an application is in the ledger and acknowledged") {
    Ground ground;
    FakeConnection connection(1);
    ClientState& session = ground.clients.open(connection);
    session.identity = Identity{"USER0002", "APPLI2I", true};
    CHECK_FALSE(ground.transactions.take(session, message()).has_value());
    CHECK(connection.acknowledges());
    CHECK(ground.context.taken == 1);
    CHECK(tests::contents(ground.out).empty());
    CHECK(ground.ledger.commit() == Outlet::Flushed::All);
    CHECK(tests::contents(ground.out).find("\"tran\":\"PART\"") != std::string::npos);
    CHECK_FALSE(ground.ledger.has_failed());
}

TEST_CASE("dialogue: a refusal is answered, told and counted, and ends the connection") {
    Ground ground;
    FakeConnection connection(1);
    ClientState& session = ground.clients.open(connection);
    ground.dialogue.refuse(session, held_back());
    CHECK(connection.rsm().return_code == 8);
    CHECK(connection.finished);
    CHECK(ground.host.said.find("refused: held-back") != std::string::npos);
    CHECK(ground.context.metrics.refusals.all().at("held-back") == 1);
}

TEST_CASE(
    "the desk: a RMTIMSCON is stopped and started once each, and one that is not there never") {
    Ground ground(kRemote);
    CHECK(ground.desk.stop_remote("ICON9").error().kind == base::ErrorKind::NotFound);
    CHECK(ground.desk.stop_remote("ICON2").ok());
    CHECK(ground.partners.is_stopped("ICON2"));
    CHECK(ground.desk.stop_remote("ICON2").error().kind == base::ErrorKind::NotFound);
    CHECK(ground.desk.start_remote("ICON2").ok());
    CHECK_FALSE(ground.partners.is_stopped("ICON2"));
    CHECK(ground.desk.start_remote("ICON2").error().kind == base::ErrorKind::NotFound);
    CHECK_FALSE(ground.desk.close().has_value());
    CHECK(ground.desk.close_hws(false).ok());
    CHECK(ground.desk.close() == After::Drain);
}
