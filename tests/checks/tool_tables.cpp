#include "tests/checks/tool_tables.hpp"

#include "tools/imscon-recv/ctl.hpp"
#include "tools/imscon-recv/decode_verb.hpp"
#include "tools/imscon-recv/demo_verb.hpp"
#include "tools/imscon-recv/options.hpp"
#include "tools/imscon-recv/spool_verb.hpp"
#include "tools/imscon-send/options.hpp"
#include "tools/ptkt-gen/options.hpp"
#include "tools/ptkt-verify/options.hpp"
#include "tools/racf-admin/new_link.hpp"
#include "tools/racf-admin/options.hpp"
#include "tools/racf-admin/rotate.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::tests {

namespace {

template <typename Options>
void visit_one(cli::OptionTable (*make)(Options&),
               const std::function<void(const cli::OptionTable&)>& visit) {
    Options options;
    visit(make(options));
}

}  // namespace

void for_each_tool(const std::function<void(const cli::OptionTable&)>& visit) {
    visit_one(&gen::option_table, visit);
    visit_one(&verify::option_table, visit);
    visit_one(&admin::option_table, visit);
    visit_one(&imscon_send::option_table, visit);
    visit_one(&imscon_recv::option_table, visit);
}

void for_each_job(const std::function<void(const cli::OptionTable&)>& visit) {
    visit_one(&imscon_send::send_table, visit);
    visit_one(&imscon_send::client_table, visit);
    visit_one(&imscon_send::fetch_table, visit);
    visit_one(&imscon_send::link_table, visit);
}

void for_each_verb(const std::function<void(const cli::OptionTable&)>& visit) {
    visit_one(&admin::init_table, visit);
    visit_one(&admin::key_table, visit);
    visit_one(&admin::rotate_table, visit);
    visit_one(&admin::rekey_table, visit);
    visit_one(&admin::replay_table, visit);
    visit_one(&admin::audit_table, visit);
    visit_one(&admin::check_table, visit);
    visit_one(&admin::unload_table, visit);
    visit_one(&admin::list_table, visit);
    visit_one(&admin::load_table, visit);
    visit_one(&admin::publish_table, visit);
    visit_one(&admin::adopt_table, visit);
    visit_one(&admin::access_table, visit);
    visit_one(&admin::new_link_table, visit);
    for_each_job(visit);
    visit_one(&imscon_recv::ctl_table, visit);
    visit_one(&imscon_recv::spool_table, visit);
    visit_one(&imscon_recv::decode_table, visit);
    visit_one(&imscon_recv::demo_table, visit);
}

}  // namespace ptkt::tests
