#include "common/ims/sender/results/queue.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using ims_sender::Queue;

namespace {

/// The numbers that may be told now.
std::vector<std::int64_t> told(Queue& queue) {
    std::vector<std::int64_t> numbers;
    while (auto result = queue.take())
        numbers.push_back(result->number);
    return numbers;
}

}  // namespace

TEST_CASE("results are told as they come") {
    Queue queue(false);
    queue.add({2, "two", {}});
    queue.add({3, "three", {}});
    CHECK(told(queue) == std::vector<std::int64_t>{2, 3});
    queue.add({1, "one", {}});
    CHECK(queue.can_take());
    CHECK(told(queue) == std::vector<std::int64_t>{1});
    CHECK(queue.size() == 0);
}

TEST_CASE("with --ordered a result waits for those before it") {
    Queue queue(true);
    queue.add({2, "two", {}});
    queue.add({3, "three", {}});
    CHECK_FALSE(queue.can_take());
    CHECK(told(queue).empty());
    CHECK(queue.size() == 2);
    queue.add({1, "one", {}});
    CHECK(told(queue) == std::vector<std::int64_t>{1, 2, 3});
}
