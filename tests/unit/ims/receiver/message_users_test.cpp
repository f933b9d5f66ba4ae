// The users of messages, who need READ to what they ask for whoever signed on.
#include "common/ims/sign_on/message_authority.hpp"
#include "common/racf/model/class_table.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;

namespace {

using ims_sign_on::MessageAuthority;
using ims_wire::MessageKind;

const racf::ClassName& class_of_transactions() {
    static const auto cls = racf::ClassName::parse("TIMS").value();
    return cls;
}

/// A store in which CLERK may run ORDER, and OTHER may not.
struct Office {
    Office() {
        fixture.commit(racf::PutUser{fixture.user("CLERK")});
        fixture.commit(racf::PutUser{fixture.user("OTHER")});
        permit({"CLERK"});
        activate({"TIMS"});
    }
    void permit(const std::vector<std::string>& users) const {
        auto order = fixture.resource(class_of_transactions(), "ORDER");
        for (const auto& user : users)
            order.permit(user, racf::Access::Read);
        fixture.commit(racf::PutResource{order});
    }
    void activate(const std::set<std::string, std::less<>>& classes) const {
        racf::Options options;
        options.active.insert(classes.begin(), classes.end());
        fixture.options(options);
    }
    /// The word of the refusal, or `taken`.
    std::string asked(const std::string& user, const std::string& trancode = "ORDER",
                      const std::string& group = "") {
        auto request = message();
        request.irm.userid = user;
        request.irm.group = group;
        const auto refused = authority.refusal_of(request, trancode, {signed_on, client}, now);
        detail = refused ? refused->detail : "";
        return refused ? refused->reason : "taken";
    }

    StoreFixture fixture{kNow};
    MessageAuthority authority{fixture.store()};
    std::string signed_on = "OTHER";
    std::string client = "OTM00001";
    std::string detail;
    base::Instant now = kNow;
};

}  // namespace

TEST_CASE("message users: READ to the transaction is the message's user's, not the sign-on's") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    CHECK(office.detail == "user OTHER has NONE to TIMS profile ORDER, and needs READ to ORDER");
    CHECK(office.asked("OTHER", "FREE") == "taken");
    CHECK(office.asked("") == "not-authorized");
    office.signed_on = "CLERK";
    CHECK(office.asked("") == "taken");
}

TEST_CASE("message users: who is unknown, or not in the group, has no access to anything") {
    Office office;
    CHECK(office.asked("NOBODY", "FREE") == "not-authorized");
    CHECK(office.detail == "user NOBODY of the message is not defined");
    CHECK(office.asked("CLERK", "ORDER", "SYS1") == "taken");
    CHECK(office.asked("CLERK", "ORDER", "STAFF") == "not-authorized");
    CHECK(office.detail == "user CLERK is not connected to group STAFF");
    CHECK(office.asked("NO USER", "FREE") == "not-authorized");
}

TEST_CASE("message users: a class that is not active is not asked") {
    Office office;
    office.activate({"CIMS"});
    CHECK(office.asked("OTHER") == "taken");
    CHECK(office.asked("NOBODY") == "taken");
}

TEST_CASE("message users: an answer holds for its second, and the store is not read for it") {
    Office office;
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    office.permit({"OTHER"});
    CHECK(office.asked("CLERK") == "taken");
    CHECK(office.asked("OTHER") == "not-authorized");
    office.now += base::Seconds(1);
    CHECK(office.asked("CLERK") == "not-authorized");
    CHECK(office.asked("OTHER") == "taken");
}
