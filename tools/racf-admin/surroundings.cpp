#include "tools/racf-admin/surroundings.hpp"

#include "common/cli/diagnostics.hpp"

namespace ptkt::admin {

namespace {

/// What a run tells, in words.
class Teller {
  public:
    explicit Teller(cli::Io& io) : io_(io) {}

    void operator()(const rotation::Changed& done) const {
        cli::note(io_, fmt::format("{}: {}", done.profile, done.action.line));
    }
    void operator()(const rotation::NotRaclisted&) const {
        cli::warn(io_, "class PTKTDATA is not RACLISTed, so no ticket is accepted",
                  "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)");
    }
    void operator()(const rotation::KeyStays& key) const {
        cli::note(io_, fmt::format("{}: key {} stays in the vault: no rotation made it; racf-admin "
                                   "key delete {} deletes it",
                                   key.profile, key.label, key.label));
    }

  private:
    cli::Io& io_;
};

}  // namespace

rotation::Surroundings surroundings_of(cli::Io& io) {
    return {io.now, [&io](const rotation::Event& event) { std::visit(Teller(io), event); },
            io.reached};
}

}  // namespace ptkt::admin
