// Whose a message is, and which messages are answered.
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;
using ims_wire::MessageKind;
using ims_wire::Rsm;

TEST_CASE(
    "with RACFID a message without user ID is that user's, and only its ticket can be missing") {
    Scene scene(true, {}, "RACFGENRC=N", "", "RACFID=USER0002,");
    auto request = message(scene.ticket());
    request.irm.userid.clear();
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.acknowledges());
    CHECK(scene.out().find(R"("user":"USER0002")") != std::string::npos);
    CHECK(scene.out().find(R"("message_user":"")") != std::string::npos);
    request.irm.password = base::Secret();
    auto& other = scene.connect();
    scene.give(other, request);
    CHECK(other.rsm() == Rsm{0, 0, 8, 53});
    CHECK(scene.err().find("HWSP1503E R=248") != std::string::npos);
    request = message("AAAAAAAA");
    request.irm.userid.clear();
    auto& wrong = scene.connect();
    scene.give(wrong, request);
    CHECK(wrong.rsm() == Rsm{0, 8, 8, 40});
}

TEST_CASE("a user or group that no RACF could have is R=242, an application is not") {
    Scene scene(true);
    auto request = message(scene.ticket());
    request.irm.userid = "USER-02";
    auto& user = scene.connect();
    scene.give(user, request);
    CHECK(user.rsm() == Rsm{0, 0, 8, 52});
    CHECK(scene.err().find("HWSP1503E R=242 user ID 'USER-02'") != std::string::npos);
    request = message(scene.ticket());
    request.irm.appl_name = "AP.PL";
    auto& appl = scene.connect();
    scene.give(appl, request);
    CHECK(appl.rsm() == Rsm{0, 0, 8, 52});
    CHECK(scene.err().find("R=242 appl") == std::string::npos);
}

TEST_CASE("with RACF=N each message has its own user, group, application and data store") {
    Scene scene(false);
    auto& connection = scene.connect();
    auto request = message();
    for (const char* user : {"ALICE", "BOB", ""}) {
        request.irm.client_id = "CLIENT01";
        request.irm.userid = user;
        request.irm.group = std::string(user).empty() ? "" : "GRP" + std::string(user);
        request.irm.appl_name = "AP" + std::string(user);
        scene.give(connection, request);
        CHECK(connection.acknowledges());
    }
    for (const char* said :
         {R"("user":"ALICE","appl":"APALICE")", R"("message_user":"ALICE","group":"GRPALICE")",
          R"("user":"BOB","appl":"APBOB")", R"("message_user":"BOB","group":"GRPBOB")",
          R"("user":"HWSUSR","appl":"AP")", R"("message_user":"","group":"")"})
        CHECK(scene.out().find(said) != std::string::npos);
}

TEST_CASE("a trusted connection says who signed on, and whom each message names") {
    Scene scene(true);
    auto& connection = scene.connect();
    auto request = message(scene.ticket());
    scene.give(connection, request);
    CHECK(connection.acknowledges());
    request.irm.password = base::Secret();
    request.irm.userid = "ENDUSER";
    scene.give(connection, request);
    CHECK(connection.acknowledges());
    CHECK(scene.out().find(R"("user":"USER0002","appl":"APPLI2I","trusted":true)") !=
          std::string::npos);
    CHECK(scene.out().find(R"("message_user":"ENDUSER")") != std::string::npos);
    CHECK(scene.out().find(R"("user":"ENDUSER")") == std::string::npos);
}

TEST_CASE("an exit that EXIT= does not name is not there, but for another IMS Connect") {
    Scene scene(false, {}, "RACFGENRC=N", "", "RACFID=HWSUSR,", " EXIT=(HWSSMPL0)");
    auto& partner = scene.connect();
    scene.give(partner, message());
    CHECK(partner.acknowledges());
    auto request = message();
    request.irm.client_id = "CLIENT01";
    auto& client = scene.connect();
    scene.give(client, request);
    CHECK(client.sent.empty());
    CHECK(client.finished);
    CHECK(scene.err().find("HWSP1445E unknown exit name in IRM_ID: '*SAMPL1*'") !=
          std::string::npos);
    request.exit = ims_wire::Exit::Sampl0;
    auto& other = scene.connect();
    scene.give(other, request);
    CHECK_FALSE(other.sent.empty());
    CHECK_FALSE(other.finished);
}

TEST_CASE("SENDONLY is never answered, whatever is wrong with it") {
    Scene scene(true);
    const auto given = [&](auto change) {
        auto request = message("AAAAAAAA");
        request.irm.f4 = MessageKind::SendOnly;
        change(request.irm);
        auto& connection = scene.connect();
        scene.give(connection, request);
        CHECK(connection.sent.empty());
        CHECK(connection.finished);
    };
    given([](auto&) {});
    given([](auto& irm) { irm.f2 = ims_wire::f2::kCm1; });
    given([](auto& irm) { irm.client_id = "lower"; });
    given([](auto& irm) { irm.f3 |= ims_wire::f3::kSyncPoint; });
    auto request = message();
    request.irm.f4 = MessageKind::SendOnly;
    const auto whole = ims_wire::encode_request(request).value();
    base::Bytes cut(whole.view().begin(), whole.view().end());
    cut[cut.size() - 2] = 1;
    auto& connection = scene.connect();
    scene.give(connection, cut);
    CHECK(connection.sent.empty());
    CHECK(connection.finished);
}

TEST_CASE("send-only on a transaction socket ends it") {
    const auto kind =
        GENERATE(MessageKind::SendOnly, MessageKind::SendOnlyError, MessageKind::SendOnlyAck);
    Scene scene(false);
    auto request = message();
    request.irm.f4 = kind;
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK_FALSE(connection.finished);
    connection.sent.clear();
    request.irm.soct = ims_wire::soct::kTransaction;
    scene.give(connection, request);
    CHECK(connection.finished);
    CHECK(connection.sent.empty() == (kind != MessageKind::SendOnlyAck));
}
