package dev.coinless.proof.simulation;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/// Passes every request on to a table; what stands in between overrides what it changes.
abstract class TableBetween implements DynamoDbClient {

    private final DynamoDbClient table;

    TableBetween(DynamoDbClient table) {
        this.table = table;
    }

    /// Called before each request.
    void pass() {}

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        pass();
        return table.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        pass();
        return table.batchGetItem(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        pass();
        return table.putItem(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        pass();
        return table.deleteItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        pass();
        return table.transactWriteItems(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        pass();
        return table.query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        pass();
        return table.scan(request);
    }

    @Override
    public QueryIterable queryPaginator(QueryRequest request) {
        return new QueryIterable(this, request);
    }

    @Override
    public ScanIterable scanPaginator(ScanRequest request) {
        return new ScanIterable(this, request);
    }

    @Override
    public String serviceName() {
        return table.serviceName();
    }

    @Override
    public void close() {}
}
