#include "tools/racf-admin/surroundings.hpp"

#include "common/cli/diagnostics.hpp"
#include "tools/racf-admin/change.hpp"

namespace ptkt::admin {

namespace {

/// What a run tells, in words.
class Teller {
  public:
    Teller(cli::Io& io, const cli::CommonOptions& options) : io_(io), options_(options) {}

    void operator()(const rotation::Changed& done) const {
        if (!options_.json) cli::note(io_, fmt::format("{}: {}", done.profile, done.action.line));
        // Output that fails is reported at the end of the program.
        static_cast<void>(print_change(io_, options_, rotation::change_record(done)));
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
    const cli::CommonOptions& options_;
};

}  // namespace

rotation::Surroundings surroundings_of(cli::Io& io, const cli::CommonOptions& options) {
    return {
        io.now,
        [&io, &options](const rotation::Event& event) { std::visit(Teller(io, options), event); },
        io.reached};
}

}  // namespace ptkt::admin
