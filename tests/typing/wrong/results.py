"""Wrong uses of results. Each line that checkers must refuse names their rules: mypy's, then pyright's."""

from integrations.groq import AsyncGroq, Groq

groq = Groq()
models = groq.list_models()
chunks = groq.create_completion(model="m", messages=[], stream=True)
message = groq.create_completion(model="m", messages=[]).choices[0].message

print(models.dat)  # wrong: attr-defined, reportAttributeAccessIssue
print(models["data"])  # wrong: index, reportIndexIssue
size: str = groq.get_file(file_id="f").bytes  # wrong: assignment, reportAssignmentType
text: str = message.content  # wrong: assignment, reportAssignmentType
print(groq.with_raw_response.list_models().data)  # wrong: attr-defined, reportAttributeAccessIssue
print(chunks.choices)  # wrong: attr-defined, reportAttributeAccessIssue
print(next(groq.iter_files()).size)  # wrong: attr-defined, reportAttributeAccessIssue


async def asynchronous() -> None:
    print(AsyncGroq().list_models().data)  # wrong: attr-defined, reportAttributeAccessIssue
    with AsyncGroq():  # wrong: attr-defined, reportGeneralTypeIssues
        pass
    for _ in AsyncGroq().iter_files():  # wrong: attr-defined, reportGeneralTypeIssues
        pass
