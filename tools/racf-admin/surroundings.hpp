#ifndef PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP
#define PTKT_TOOLS_RACF_ADMIN_SURROUNDINGS_HPP

#include <functional>
#include <string_view>

#include "common/cli/io.hpp"
#include "common/racf/rotation/run.hpp"

namespace ptkt::admin {

/// What a rotation's run has of this process: its clock, and standard error for what it tells.
[[nodiscard]] rotation::Surroundings surroundings_of(cli::Io& io);

/// A hook for tests: a run that PTKT_TEST_STOP_AT names a step to ends there as by a power cut, so
/// that a test can prove that the next run completes it.
[[nodiscard]] std::function<void(std::string_view)> stop_at_step(const cli::Io& io);

}  // namespace ptkt::admin

#endif
