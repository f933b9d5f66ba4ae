#ifndef PTKT_TESTS_CHECKS_TOOL_TABLES_HPP
#define PTKT_TESTS_CHECKS_TOOL_TABLES_HPP

#include <functional>

#include "common/cli/options/option_table.hpp"

namespace ptkt::tests {

/// Calls back with the option table of each program.
void for_each_tool(const std::function<void(const cli::OptionTable&)>& visit);

/// Calls back with the table of each job of imscon-send.
void for_each_job(const std::function<void(const cli::OptionTable&)>& visit);

/// Calls back with the table of each word of a program that has options of its own, and each job.
void for_each_verb(const std::function<void(const cli::OptionTable&)>& visit);

}  // namespace ptkt::tests

#endif
