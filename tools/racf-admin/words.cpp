#include "tools/racf-admin/words.hpp"

#include <memory>

#include "tools/racf-admin/new_link.hpp"
#include "tools/racf-admin/options.hpp"
#include "tools/racf-admin/rotate.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

/// What the tables are bound to.
struct AllOptions {
    Options commands;
    AccessOptions access;
    AdoptOptions adopt;
    AuditOptions audit;
    CheckOptions check;
    DoctorOptions doctor;
    InitOptions init;
    KeyOptions key;
    ListOptions list;
    LoadOptions load;
    NewLinkOptions new_link;
    PublishOptions publish;
    RekeyOptions rekey;
    ReplayOptions replay;
    RotateOptions rotate;
    UnloadOptions unload;
};

std::vector<cli::OptionTable> tables_of(AllOptions& all) {
    return {option_table(all.commands), access_table(all.access),     adopt_table(all.adopt),
            audit_table(all.audit),     check_table(all.check),       doctor_table(all.doctor),
            init_table(all.init),       key_table(all.key),           list_table(all.list),
            load_table(all.load),       new_link_table(all.new_link), publish_table(all.publish),
            rekey_table(all.rekey),     replay_table(all.replay),     rotate_table(all.rotate),
            unload_table(all.unload)};
}

}  // namespace

std::function<std::vector<cli::OptionTable>()> all_tables() {
    return [all = std::shared_ptr<AllOptions>()]() mutable {
        if (!all) all = std::make_shared<AllOptions>();
        return tables_of(*all);
    };
}

}  // namespace ptkt::admin
